<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja_JP" sourcelanguage="en">
<context>
    <name>@default</name>
    <message>
        <location filename="../plugin/processing/base.py" line="93"/>
        <source>Improper fill</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/base.py" line="93"/>
        <source>Field checks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/base.py" line="119"/>
        <source>These Python libraries are missing: {names}. Install them with the command below, then restart QGIS.
{command}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/base.py" line="129"/>
        <source>Unknown parameter {unknown}. {algorithm} takes: {known}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/base.py" line="184"/>
        <source>Language of the document</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldchecklist.py" line="63"/>
        <source>Field-check list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldchecklist.py" line="39"/>
        <source>Writes the candidates as an XLSX list for the visit: place, area, dates, score, rank, reasons, links to the GSI map and Google Maps, and empty columns with drop-down lists for what is found on site.

It prints on A4 landscape. Names and reasons are in the language of the document, whatever the language of QGIS.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/fillcandidates.py" line="38"/>
        <source>Fill candidates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldchecklist.py" line="48"/>
        <source>Made by the detection or candidate algorithm.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldchecklist.py" line="52"/>
        <source>Only inside this area</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldchecklist.py" line="52"/>
        <source>Candidates that touch its polygons are listed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldchecklist.py" line="56"/>
        <source>Only the first ranks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldchecklist.py" line="56"/>
        <source>0 lists all.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldchecklist.py" line="81"/>
        <source>{count} places listed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/candidates.py" line="22"/>
        <source>ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/candidates.py" line="22"/>
        <source>Rank</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/candidates.py" line="22"/>
        <source>Priority (0–1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/candidates.py" line="22"/>
        <source>Code of change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/opticalchange.py" line="36"/>
        <source>Kind of change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/candidates.py" line="22"/>
        <source>Share of that kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/candidates.py" line="22"/>
        <source>Mean change score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/candidates.py" line="22"/>
        <source>Highest change score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/candidates.py" line="22"/>
        <source>Area (m²)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/candidates.py" line="22"/>
        <source>Compactness (0–1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/candidates.py" line="22"/>
        <source>Edge hidden by cloud (share)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="91"/>
        <source>Date of BEFORE</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="92"/>
        <source>Date of AFTER</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="27"/>
        <source>BEFORE image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="34"/>
        <source>AFTER image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/candidates.py" line="22"/>
        <source>Municipality</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/candidates.py" line="22"/>
        <source>Latitude</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/candidates.py" line="22"/>
        <source>Longitude</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/candidates.py" line="22"/>
        <source>Reasons</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/candidates.py" line="22"/>
        <source>Reasons (codes)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/checkpair.py" line="23"/>
        <source>Check an image pair</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/checkpair.py" line="26"/>
        <source>Says whether two images fit together before they are compared: the same area and cells, how far they are apart (phase correlation on gradients), how different their radiometry is, how cloudy they are. The report is an HTML page.

A pair passes with a shift of at most half a pixel. With co-registration switched on, AFTER is also written on the grid of BEFORE with the shift taken out. Elevation models can be checked too.

SHIFT_X and SHIFT_Y are pixels of BEFORE by which AFTER lies to the right and down.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/checkpair.py" line="38"/>
        <source>Correct the shift</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/checkpair.py" line="38"/>
        <source>Writes AFTER resampled (cubic) onto the grid of BEFORE.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/detectfill.py" line="51"/>
        <source>Report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/checkpair.py" line="43"/>
        <source>AFTER, corrected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/checkpair.py" line="43"/>
        <source>Only written with co-registration switched on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/checkpair.py" line="49"/>
        <source>Shift to the right (pixels)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/checkpair.py" line="50"/>
        <source>Shift down (pixels)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/checkpair.py" line="51"/>
        <source>Share of BEFORE that AFTER covers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/checkpair.py" line="52"/>
        <source>The pair can be compared</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/detectfill.py" line="27"/>
        <source>Detect improper fill</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/detectfill.py" line="30"/>
        <source>The whole way in one run: compares two optical images, joins changed cells into places, ranks them and writes the candidates as a styled layer, with a report.

Every candidate says why in words. Make the list for inspectors from it with the field-check list algorithm. What clouds hid is unknown, not unchanged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/opticalchange.py" line="35"/>
        <source>Change score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/fillcandidates.py" line="39"/>
        <source>Number of candidates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/fillcandidates.py" line="59"/>
        <source>{count} candidates.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/fillcandidates.py" line="18"/>
        <source>Fill candidates from change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/fillcandidates.py" line="21"/>
        <source>Joins changed cells into places and ranks them: what the ground turned into, how much barer it became, how strong the change is, how large and compact the place is. Each candidate says why in words.

Nothing is dropped but places below the smallest area: harmless looking ones only rank lower.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/fillcandidates.py" line="28"/>
        <source>Change score (optical)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/fillcandidates.py" line="28"/>
        <source>SCORE of the optical change algorithm.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/fillcandidates.py" line="29"/>
        <source>Kind of change (optical)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/fillcandidates.py" line="29"/>
        <source>CHANGE of the same run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/fillcandidates.py" line="30"/>
        <source>Gain of bare soil (optical)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/fillcandidates.py" line="30"/>
        <source>SOIL of the same run; without it the order is less sharp.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/opticalchange.py" line="18"/>
        <source>Change between two optical images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/opticalchange.py" line="21"/>
        <source>Compares two images cell by cell. SCORE is 0 to 1 whatever the method; change begins at 0.5, a threshold found in the data, so that nothing needs tuning.

CHANGE tells what the change was: 1 vegetation → bare, 2 other → bare, 3 bare → vegetation, 4 other, 5 masked as cloud in AFTER but soil-like and changed there; 0 none, 255 no data. SOIL, where asked for, is how much barer the ground became (−1 to 1).

Memory stays below 2 GiB whatever the size of the scene.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/opticalchange.py" line="37"/>
        <source>Gain of bare soil</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/opticalchange.py" line="37"/>
        <source>Sharpens the order of fill candidates.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/opticalchange.py" line="67"/>
        <source>Sensor {sensor}; threshold {threshold}; {changed} of {seen} cells changed ({share} %).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/opticalchange.py" line="77"/>
        <source>IR-MAD did not settle within {rounds} rounds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/opticalchange.py" line="79"/>
        <source>Large scene: statistics are from every {step}th row and column; the rasters hold every cell.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/opticalchange.py" line="85"/>
        <source>The shift between the images could not be measured; check the pair by eye.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/opticalchange.py" line="87"/>
        <source>AFTER was moved onto BEFORE: it lay {x} pixels right and {y} pixels down.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="27"/>
        <source>The earlier image. For change detection: surface reflectance or digital numbers, all bands in one file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="34"/>
        <source>The later image: same bands, same order, same coordinate system.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="39"/>
        <source>Cloud mask of BEFORE</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="39"/>
        <source>Sentinel-2 SCL, Landsat QA_PIXEL, or 0 where the ground is seen and 1 where it is not.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="45"/>
        <source>Cloud mask of AFTER</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="45"/>
        <source>As for BEFORE.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="46"/>
        <source>Kind of masks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="46"/>
        <source>recognised from their values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="46"/>
        <source>0 seen, anything else not</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="61"/>
        <source>Sensor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="61"/>
        <source>recognised from the bands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="61"/>
        <source>bands named below</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="67"/>
        <source>Bands in file order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="67"/>
        <source>For other sensors: one name each, such as blue,green,red,nir,swir1,swir2; - leaves a band out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="74"/>
        <source>Method</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="74"/>
        <source>IR-MAD: all bands, unmoved by season and haze (recommended)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="74"/>
        <source>CVA: length of the change vector</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="74"/>
        <source>NDVI and bare-ground index</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="84"/>
        <source>Correct a shift of AFTER</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="84"/>
        <source>Without it, a pair more than half a pixel apart is refused.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="90"/>
        <source>Read from the file name where left empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="95"/>
        <source>Smallest area (m²)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="95"/>
        <source>Smaller groups of changed cells are left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="105"/>
        <source>Municipalities</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="105"/>
        <source>Polygons whose names are given to the candidates.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="109"/>
        <source>Name field of municipalities</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="109"/>
        <source>Found by itself where left empty (N03_004, name, 市区町村 …).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/accuracy.py" line="33"/>
        <source>Accuracy of a detection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/accuracy.py" line="36"/>
        <source>Compares a detection with what is known: candidates with reference polygons, or a SCORE or CHANGE raster with a raster of samples (1 unchanged, 2 changed, 0 not labelled).

Polygons: a place counts as found where candidates cover a quarter of it; a candidate is true where a tenth of it lies in target places, or it covers a quarter of one. Samples: precision, recall, F1, Cohen&apos;s kappa, and shares of the whole map weighted by area (Olofsson et al. 2014).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/accuracy.py" line="46"/>
        <source>To be compared with reference polygons.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/accuracy.py" line="50"/>
        <source>To be compared with a raster of samples.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/accuracy.py" line="51"/>
        <source>Instead of the score.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/accuracy.py" line="52"/>
        <source>Reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/accuracy.py" line="52"/>
        <source>Polygons of known places, or a raster of samples.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/accuracy.py" line="56"/>
        <source>Which reference places should be found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/accuracy.py" line="56"/>
        <source>For example {example}; all where left empty. The others may be found or not, but count as no hit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/accuracy.py" line="62"/>
        <source>Field with the kind of place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/accuracy.py" line="62"/>
        <source>Gives the share found for each kind.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/accuracy.py" line="68"/>
        <source>Precision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/accuracy.py" line="68"/>
        <source>Recall</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/accuracy.py" line="70"/>
        <source>Target places found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/accuracy.py" line="71"/>
        <source>Target places</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/accuracy.py" line="92"/>
        <source>Found {hits} of {targets} target places; {true} of {candidates} candidates are true.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/accuracy.py" line="102"/>
        <source>Of the first {first}: {hits} true ({share} %).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/makesample.py" line="38"/>
        <source>Make a sample scene</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/makesample.py" line="41"/>
        <source>Makes a small piece of Tama that does not exist: mountains with valleys, a town, forest and fields; two dates of optical images with clouds and masks, a stack of SAR images, two elevation models, permits, zones, buildings, roads and streams; and the truth about every fill, cut and stockpile in it, with clear-cuts, ploughed fields, roofs and a solar farm that only look like them.

The same size and seed make the same scene. The files are named after what they hold; scene.json tells the dates and how the scene was made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/makesample.py" line="52"/>
        <source>Edge of the scene (km)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/makesample.py" line="52"/>
        <source>5 km takes about 15 seconds and 65 MB.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/makesample.py" line="56"/>
        <source>Seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/makesample.py" line="56"/>
        <source>Another number makes another scene.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/makesample.py" line="59"/>
        <source>Place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/makesample.py" line="59"/>
        <source>mountains of Tama</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/makesample.py" line="60"/>
        <source>Folder for the scene</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/makesample.py" line="61"/>
        <source>Truth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/makesample.py" line="96"/>
        <source>In the scene: {counts}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SoraNoMe</name>
    <message>
        <location filename="../plugin/core/change/check.py" line="181"/>
        <source>BEFORE has {before} bands, AFTER {after}. Choose images of the same bands.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/check.py" line="187"/>
        <source>Only {share} % of the area is seen on both dates. Choose dates with less cloud.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/checklist.py" line="205"/>
        <source>unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="40"/>
        <source>could not be measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/check.py" line="246"/>
        <source>{x} right, {y} down (spread {spread}; {tiles} of {tried} tiles)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/check.py" line="255"/>
        <source>The pair fits and can be compared.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="30"/>
        <source>BEFORE</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="34"/>
        <source>AFTER</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/check.py" line="264"/>
        <source>Coordinate system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/check.py" line="265"/>
        <source>Cell of BEFORE</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/check.py" line="266"/>
        <source>Cell of AFTER</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/check.py" line="267"/>
        <source>Share of BEFORE that AFTER covers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="40"/>
        <source>Shift of AFTER (pixels)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/check.py" line="271"/>
        <source>Shift left after correction (pixels)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/check.py" line="275"/>
        <source>Masked as cloud or shadow, BEFORE</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/check.py" line="276"/>
        <source>Masked as cloud or shadow, AFTER</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/check.py" line="277"/>
        <source>Seen on both dates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/check.py" line="280"/>
        <source>Band</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/check.py" line="281"/>
        <source>Median BEFORE</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/check.py" line="282"/>
        <source>Median AFTER</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/check.py" line="283"/>
        <source>Interquartile range BEFORE</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/check.py" line="284"/>
        <source>Interquartile range AFTER</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/check.py" line="285"/>
        <source>Correlation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/check.py" line="295"/>
        <source>Check of the image pair</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/check.py" line="296"/>
        <source>Position and cloud</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/check.py" line="296"/>
        <source>Radiometry, over cells seen on both dates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/irmad.py" line="98"/>
        <source>IR-MAD round {round}: largest change of a correlation {moved}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/masks.py" line="67"/>
        <source>{name} does not cover its image. Choose the mask of this image.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/masks.py" line="105"/>
        <source>{name} has {count} bands; a cloud mask has one. Choose the mask file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/optical.py" line="165"/>
        <source>IR-MAD: {rounds} rounds, correlations {rho}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/pair.py" line="22"/>
        <source>The BEFORE image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/pair.py" line="23"/>
        <source>The AFTER image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/pair.py" line="24"/>
        <source>The mask of BEFORE</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/pair.py" line="25"/>
        <source>The mask of AFTER</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/errors.py" line="32"/>
        <source>The run was cancelled; no result was written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/checklist.py" line="114"/>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/checklist.py" line="133"/>
        <source>Key (do not change)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="82"/>
        <source>Rank</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="83"/>
        <source>ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="84"/>
        <source>Municipality</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/checklist.py" line="133"/>
        <source>Latitude</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/checklist.py" line="133"/>
        <source>Longitude</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/checklist.py" line="133"/>
        <source>Zone {zone} X north (m)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/checklist.py" line="133"/>
        <source>Zone {zone} Y east (m)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="85"/>
        <source>Area (m²)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/checklist.py" line="133"/>
        <source>Date before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/checklist.py" line="133"/>
        <source>Date after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="103"/>
        <source>Kind of change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/checklist.py" line="133"/>
        <source>Priority (0–1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/checklist.py" line="133"/>
        <source>Score, highest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="89"/>
        <source>Reasons</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/checklist.py" line="133"/>
        <source>GSI Maps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/checklist.py" line="133"/>
        <source>Google Maps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/checklist.py" line="133"/>
        <source>Date of visit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/checklist.py" line="133"/>
        <source>Visited by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/checklist.py" line="133"/>
        <source>Status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/checklist.py" line="133"/>
        <source>Finding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/checklist.py" line="133"/>
        <source>Emergency measures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/checklist.py" line="133"/>
        <source>Remarks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/checklist.py" line="174"/>
        <source>Fill in the columns with a yellow heading. Leave the other columns as they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/checklist.py" line="174"/>
        <source>Rows may be sorted and filtered. The hidden first column names the place: do not change it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/checklist.py" line="204"/>
        <source>Field-check list of places with altered ground</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/checklist.py" line="220"/>
        <source>Field check list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/checklist.py" line="288"/>
        <source>Made on {date} · {count} places</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/checklist.py" line="292"/>
        <source>Image before: {before} (taken {before_date}) · image after: {after} (taken {after_date})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/checklist.py" line="331"/>
        <source>No candidate was found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/checklist.py" line="355"/>
        <source>Value lists</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/checklist.py" line="378"/>
        <source>Instructions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/checklist.py" line="383"/>
        <source>How to use this list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/checklist.py" line="401"/>
        <source>Choose one of the values of the list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/checklist.py" line="411"/>
        <source>Enter a date like 2026/5/14.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/checklist.py" line="432"/>
        <source>Page {page} of {pages}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/values.py" line="11"/>
        <source>not yet visited</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/values.py" line="12"/>
        <source>visited</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/values.py" line="13"/>
        <source>being corrected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/values.py" line="14"/>
        <source>corrected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/values.py" line="15"/>
        <source>lawful</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/values.py" line="16"/>
        <source>false detection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/values.py" line="21"/>
        <source>safety survey needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/values.py" line="22"/>
        <source>keep watching</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/values.py" line="23"/>
        <source>no action for now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/values.py" line="28"/>
        <source>needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/values.py" line="29"/>
        <source>not needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/candidates.py" line="13"/>
        <source>vegetation → bare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/candidates.py" line="14"/>
        <source>other → bare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/candidates.py" line="15"/>
        <source>bare → vegetation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/candidates.py" line="16"/>
        <source>other change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/candidates.py" line="17"/>
        <source>masked, but changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/candidates.py" line="22"/>
        <source>Vegetation before, bare ground now ({share} % of the place).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/candidates.py" line="23"/>
        <source>Bare ground now that was neither vegetation nor the same ground before ({share} % of the place).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/candidates.py" line="26"/>
        <source>Bare before, vegetation now ({share} % of the place).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/candidates.py" line="27"/>
        <source>Changed, but not to bare ground ({share} % of the place): a roof, a crop or water, perhaps.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/candidates.py" line="34"/>
        <source>Change score {mean} on average, {maximum} at most (0.5 is the threshold).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/candidates.py" line="37"/>
        <source>Compact outline (compactness {compactness}), as earthworks have.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/candidates.py" line="38"/>
        <source>Ragged or drawn-out outline (compactness {compactness}): perhaps a road edge or a shadow.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/candidates.py" line="41"/>
        <source>Only {cells} cells large: at the limit of what this image can show.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/candidates.py" line="42"/>
        <source>{share} % of its edge borders on ground hidden by cloud: it may be larger.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="26"/>
        <source>not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="38"/>
        <source>Sensor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="39"/>
        <source>Method</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="40"/>
        <source>{x} right, {y} down, corrected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="40"/>
        <source>{x} right, {y} down, not corrected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="52"/>
        <source>Area compared</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="53"/>
        <source>Hidden by cloud or without data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="54"/>
        <source>Changed cells</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="58"/>
        <source>Candidates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="87"/>
        <source>Score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="88"/>
        <source>Latitude, longitude</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="102"/>
        <source>Candidates by kind of change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="103"/>
        <source>Number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="103"/>
        <source>Area (ha)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="112"/>
        <source>The first {count} candidates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="115"/>
        <source>Detection of altered ground</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/raster.py" line="104"/>
        <source>{name}: the file {path} does not exist. Choose another file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/raster.py" line="112"/>
        <source>{name}: {path} cannot be opened as an image ({detail}). Choose a raster file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/raster.py" line="123"/>
        <source>{name}: {path} is a container of several images. Choose one of them: {inside}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/raster.py" line="156"/>
        <source>{name} has no position on the ground. Georeference it first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/raster.py" line="161"/>
        <source>{name} is rotated or not north-up. Warp it to a north-up grid first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/raster.py" line="364"/>
        <source>{path} cannot be written: its folder does not exist. Choose another place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/base.py" line="203"/>
        <source>{name}: the layer {layer} is no raster file (it comes from {provider}). Save it first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/features.py" line="49"/>
        <source>{name}: feature {number} cannot be brought into {crs}. Check its coordinate system.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="142"/>
        <source>{name} has no field {field}. It has: {fields}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/styling.py" line="19"/>
        <source>no change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/styling.py" line="19"/>
        <source>Rank 1–10</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/styling.py" line="19"/>
        <source>Rank 11–57</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/styling.py" line="19"/>
        <source>Lower ranks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="16"/>
        <source>Accuracy of the detection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="17"/>
        <source>By place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="18"/>
        <source>By kind of place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="19"/>
        <source>By cell</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="20"/>
        <source>Weighted by area</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="21"/>
        <source>Measure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="22"/>
        <source>Value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="23"/>
        <source>95 % interval</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="24"/>
        <source>Meaning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="25"/>
        <source>cannot be told</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="26"/>
        <source>Precision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="27"/>
        <source>Recall</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="28"/>
        <source>Precision by area</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="29"/>
        <source>Recall by area</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="30"/>
        <source>F1 by area</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="31"/>
        <source>Precision among the first {n}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="32"/>
        <source>Overall accuracy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="33"/>
        <source>{hits} of {total} candidates are true</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="34"/>
        <source>{hits} of {total} places to be found were found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="35"/>
        <source>Harmonic mean of precision and recall</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="36"/>
        <source>Share of the candidates&apos; area inside places to be found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="37"/>
        <source>Share of the area to be found inside candidates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="38"/>
        <source>Of the labelled cells reported as changed, share truly changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="41"/>
        <source>Of the truly changed cells, share reported as changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="42"/>
        <source>Share of labelled cells where map and reference agree</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="43"/>
        <source>Cohen&apos;s kappa: agreement beyond chance, 1 is perfect, 0 is chance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="49"/>
        <source>There is no candidate, so the precision cannot be told.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="50"/>
        <source>The reference has no place to be found, so the recall cannot be told.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="51"/>
        <source>No labelled cell lies where the map has data, so the accuracy cannot be told.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="69"/>
        <source>Kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="70"/>
        <source>In the reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="71"/>
        <source>to be found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="72"/>
        <source>not to be found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="73"/>
        <source>Places</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="74"/>
        <source>Covered by candidates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="75"/>
        <source>Share</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="76"/>
        <source>Class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="77"/>
        <source>Estimated share of the area</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="78"/>
        <source>Labelled cells</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="79"/>
        <source>Map: unchanged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="80"/>
        <source>Map: changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="81"/>
        <source>Reference: unchanged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="82"/>
        <source>Reference: changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="83"/>
        <source>unchanged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="84"/>
        <source>changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="85"/>
        <source>Total</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/object_accuracy.py" line="81"/>
        <source>The candidates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/object_accuracy.py" line="82"/>
        <source>The reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/accuracy.py" line="82"/>
        <source>Give exactly one of {names} to compare with the reference.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/accuracy.py" line="133"/>
        <source>Candidates are compared with polygons, but {name} is no vector layer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/accuracy.py" line="165"/>
        <source>The expression {text} cannot be used: {detail}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy.py" line="284"/>
        <source>{reference} and {change} do not overlap. Choose a reference of the same area.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/checklist.py" line="133"/>
        <source>City / town</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/checklist.py" line="133"/>
        <source>Score (0–1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/sample/scene.py" line="72"/>
        <source>Raising mountains and letting streams cut them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/sample/scene.py" line="74"/>
        <source>Planting forest and building the town</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/sample/scene.py" line="76"/>
        <source>Moving earth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/sample/scene.py" line="79"/>
        <source>Taking two optical images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/sample/scene.py" line="81"/>
        <source>Taking twelve SAR images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/sample/scene.py" line="83"/>
        <source>Surveying the ground twice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/sample/scene.py" line="87"/>
        <source>Drawing zones, permits and registers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/styling.py" line="19"/>
        <source>Other change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy.py" line="262"/>
        <source>{reference} is in {reference_crs}, but {change} is in {change_crs}. Warp the reference to the grid of {change} (nearest neighbour) and run again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy.py" line="274"/>
        <source>The cells of {reference} do not coincide with those of {change}. Warp the reference to the grid of {change} (nearest neighbour) and run again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy.py" line="315"/>
        <source>{name} holds the value {value}. A reference raster holds 0 (not labelled), 1 (unchanged) and 2 (changed); reclassify it and run again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy.py" line="339"/>
        <source>{name} holds the value {value}, so it is neither a CHANGE raster (codes 0–5, 255 no data) nor a SCORE raster (numbers 0–1). Choose one of these.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="44"/>
        <source>A place counts as found where candidates cover at least {cover} % of its area. A candidate is true where at least {share} % of its area lies in places to be found, or where it alone covers {cover} % of one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="54"/>
        <source>{unseen} labelled cells ({changed} of them changed) lie where the map has no data (cloud, or outside it). They are not counted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="59"/>
        <source>The intervals take every cell as an independent sample. Neighbouring cells are alike, so where areas rather than single points were labelled, the true uncertainty is larger.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="64"/>
        <source>Estimates for the whole map after Olofsson et al. 2014 (doi 10.1016/j.rse.2014.02.015), with 95 % intervals. They hold only if the labelled cells were drawn at random within each class of the map.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/check.py" line="146"/>
        <source>The shift could not be measured: too little of the two images agrees. Check that both show the same place and are not mostly cloud.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/check.py" line="154"/>
        <source>AFTER lies {x} pixels right and {y} pixels down of BEFORE, more than half a pixel. Run again with co-registration switched on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/check.py" line="164"/>
        <source>The shift differs from place to place (spread {spread} pixels), as steep terrain or a bent image cause; expect false edges where it is larger.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/check.py" line="173"/>
        <source>The images have different cells. Run again with co-registration switched on, which brings AFTER onto the grid of BEFORE.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/check.py" line="194"/>
        <source>Without a cloud mask for both dates the share of cloud is unknown; clouds look like change.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/check.py" line="202"/>
        <source>Bands {bands} hardly resemble each other on the two dates (correlation below {limit}): another season, cloud, or another order of bands?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/irmad.py" line="223"/>
        <source>A band of the pair is constant, or a copy of other bands, so that the bands cannot be told apart. Check the order of the bands and leave such bands out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/masks.py" line="54"/>
        <source>{name} lies in another coordinate system than the images. Reproject it to theirs (nearest cell).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/masks.py" line="123"/>
        <source>{name} is no cloud mask that can be recognised (values up to {most}). Use Sentinel-2 SCL, Landsat QA_PIXEL, or a mask of 0 (seen) and 1 (cloud).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/object_accuracy.py" line="131"/>
        <source>{what}: feature {number} is no polygon with an area. Remove it, or choose a layer of polygons.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/objects.py" line="74"/>
        <source>{name} and {other} do not lie on the same cells. Choose the results of one and the same run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/optical.py" line="149"/>
        <source>Only {clear} cells of {all} are seen on both dates; the rest is masked or holds no data. Choose dates with less cloud, or check that each mask belongs to its image.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/pair.py" line="95"/>
        <source>The AFTER image is in {theirs}, the BEFORE image in {ours}. Reproject one to the other&apos;s coordinate system (Raster &gt; Projections &gt; Warp) and run again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/pair.py" line="109"/>
        <source>The BEFORE image has {before} bands, the AFTER image {after}. Both must hold the same bands in the same order.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/pair.py" line="125"/>
        <source>The images do not overlap: BEFORE covers {before}, AFTER {after}. Choose two images of one place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/pair.py" line="163"/>
        <source>The images have different cells (BEFORE {before}, AFTER {after}). Switch on co-registration to bring AFTER onto the grid of BEFORE.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/pair.py" line="174"/>
        <source>The AFTER image lies {x} pixels right and {y} pixels down of the BEFORE image; beyond half a pixel most of what is found would be edges. Switch on co-registration to correct it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/pair.py" line="184"/>
        <source>The shift between the images cannot be measured: too little of them agrees. Check that both show the same place, or run without co-registration.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/sensors.py" line="56"/>
        <source>The sensor is custom, but its bands are not named. List them in file order, such as {example}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/sensors.py" line="68"/>
        <source>{name} has {count} bands, but {sensor} images have {expected}. Choose the sensor that took the image, or name its bands.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/sensors.py" line="80"/>
        <source>{name} holds {dtype} values, which {sensor} images never do. Choose the sensor that took the image, or name its bands.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/sensors.py" line="98"/>
        <source>{name} has {count} bands, which no sensor preset knows. Name its bands in file order, such as {example}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/sensors.py" line="114"/>
        <source>The list of bands {bands} cannot be used. Name each band once, in file order, by one of {roles}, or - to leave it out; red and nir are needed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/change/sensors.py" line="124"/>
        <source>{name} has {count} bands, but {listed} are named. Name every band of the file, - for unused.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/checklist.py" line="174"/>
        <source>Enter the date of visit like 2026/5/14. Status, finding and emergency measures have drop-down lists.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/checklist.py" line="174"/>
        <source>Status: choose “visited” after the visit, then “being corrected” and “corrected” as the case goes on; “lawful” or “false detection” closes it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/checklist.py" line="174"/>
        <source>The list shows places where the ground seems to have changed between two images. Being listed does not mean that a work is improper; the visit and the permits decide.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/checklist.py" line="174"/>
        <source>Latitude and longitude are JGD2011. X is north and Y is east in the plane rectangular system, in metres, at a point inside the place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/checklist.py" line="174"/>
        <source>The area is what the image shows; it depends on the size of the image&apos;s cells and is no survey.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/raster.py" line="391"/>
        <source>{path} cannot be written ({detail}). Check that the disk has room and the folder may be written to, and that no other program has the file open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/candidates.py" line="30"/>
        <source>Masked as cloud in the later image, yet it looks like bare ground there ({share} % of the place).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="91"/>
        <source>Two images show where the ground&apos;s cover changed, not whether earth was moved: a clear-cut or a ploughed field looks like a fill. What clouds hid is unknown, not unchanged. Nothing found was dropped; all candidates are in the layer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/grid.py" line="53"/>
        <source>{name} has no coordinate reference system. Assign the right one to the file (for Tokyo usually EPSG:6677) and run again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/grid.py" line="62"/>
        <source>{name} is in degrees ({crs}), but areas and distances need metres. Reproject it to a plane rectangular system (for Tokyo EPSG:6677) and run again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/raster.py" line="219"/>
        <source>{name}: {path} is damaged or incomplete (it ends before its image does). Copy or download it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/raster.py" line="359"/>
        <source>{path} cannot be written: it is a folder. Choose the name of a file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/core/raster.py" line="375"/>
        <source>{path} needs about {needed} MB, but its disk has {free} MB free. Make room or choose another disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/base.py" line="234"/>
        <source>{path} cannot be written: its folder cannot be made ({detail}). Choose another place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/base.py" line="308"/>
        <source>{path} cannot be written ({detail}). Check that the disk has room and that no other program, nor a layer in QGIS, has the file open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/features.py" line="32"/>
        <source>{name} has no coordinate reference system. Assign the right one to the layer and run again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/features.py" line="83"/>
        <source>{name} is not in a projected coordinate system ({crs}). Reproject it (for Tokyo to EPSG:6677).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/processing/features.py" line="97"/>
        <source>{name} is no candidate layer: it has no field {missing}. Choose one made by the detection algorithm.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
