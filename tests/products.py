"""Miniature products in the layout, with the names and the metadata fields that the agencies publish.

Sources: ESA Sentinel-2 Products Specification Document (Level-2A user product); USGS Landsat Collection 2 Level 2
Science Product Guides; Airbus DIMAP version 2; JPL OPERA RTC-S1 and ASF HyP3 product guides; JAXA ALOS-2/PALSAR-2
GeoTIFF product format description. They are made, not received: real ones hold more files and fields.
"""

from __future__ import annotations

import json
import tarfile
import zipfile
from pathlib import Path

import numpy as np
import rasterio
from rasterio.transform import from_origin

UTM = "EPSG:32654"
WEST, NORTH = 399_960.0, 4_000_020.0  # corner of tile T54SUE


def write(
    path: Path, array, cell=10.0, crs=UTM, west=WEST, north=NORTH, nodata=None, transform=None, **options
) -> Path:
    """A GeoTIFF, or a lossless JPEG 2000 where the name ends so."""
    array = np.asarray(array)
    array = array[np.newaxis] if array.ndim == 2 else array
    path.parent.mkdir(parents=True, exist_ok=True)
    jp2 = path.suffix == ".jp2"
    if jp2:
        options |= {"driver": "JP2OpenJPEG", "QUALITY": "100", "REVERSIBLE": "YES", "YCBCR420": "NO"}
    with rasterio.open(
        path, "w", count=array.shape[0], height=array.shape[1], width=array.shape[2], dtype=array.dtype, crs=crs,
        transform=transform or from_origin(west, north, cell, cell), nodata=nodata, **({"driver": "GTiff"} | options),
    ) as dataset:  # fmt: skip
        dataset.write(array)
    return path


def halved(array):
    """Means of 2 × 2 cells, as the bands of 20 m see the ground."""
    rows, columns = array.shape
    return np.rint(array.reshape(rows // 2, 2, columns // 2, 2).mean(axis=(1, 3))).astype(array.dtype)


def zipped(folder: Path, archive: Path) -> Path:
    with zipfile.ZipFile(archive, "w") as file:
        for path in sorted(folder.rglob("*")):
            file.write(path, path.relative_to(folder.parent).as_posix())
    return archive


# -- Sentinel-2 --------------------------------------------------------------------------------------

_MTD_MSIL2A = """<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<n1:Level-2A_User_Product xmlns:n1="https://psd-14.sentinel2.eo.esa.int/PSD/User_Product_Level-2A.xsd">
  <n1:General_Info>
    <Product_Info>
      <PRODUCT_START_TIME>{day}T01:36:51.024Z</PRODUCT_START_TIME>
      <PRODUCT_STOP_TIME>{day}T01:36:51.024Z</PRODUCT_STOP_TIME>
      <PRODUCT_URI>{name}.SAFE</PRODUCT_URI>
      <PROCESSING_LEVEL>Level-2A</PROCESSING_LEVEL>
      <PRODUCT_TYPE>S2MSI2A</PRODUCT_TYPE>
      <PROCESSING_BASELINE>{baseline}</PROCESSING_BASELINE>
      <GENERATION_TIME>2030-01-01T00:00:00.000000Z</GENERATION_TIME>
      <Datatake datatakeIdentifier="GS2B_20240518T013651_037603_N{baseline}">
        <SPACECRAFT_NAME>Sentinel-2B</SPACECRAFT_NAME>
        <DATATAKE_SENSING_START>{day}T01:36:51.024Z</DATATAKE_SENSING_START>
        <SENSING_ORBIT_NUMBER>117</SENSING_ORBIT_NUMBER>
      </Datatake>
    </Product_Info>
    <Product_Image_Characteristics>
      <Special_Values><SPECIAL_VALUE_TEXT>NODATA</SPECIAL_VALUE_TEXT><SPECIAL_VALUE_INDEX>0</SPECIAL_VALUE_INDEX></Special_Values>
      <QUANTIFICATION_VALUES_LIST>
        <BOA_QUANTIFICATION_VALUE unit="none">10000</BOA_QUANTIFICATION_VALUE>
        <AOT_QUANTIFICATION_VALUE unit="none">1000.0</AOT_QUANTIFICATION_VALUE>
      </QUANTIFICATION_VALUES_LIST>
{offsets}    </Product_Image_Characteristics>
  </n1:General_Info>
</n1:Level-2A_User_Product>
"""


def make_safe(folder: Path, image, scl, day="2024-05-18", baseline="05.10", offset=-1000, suffix=".jp2") -> Path:
    """A Level-2A SAFE of ``image`` (6, rows, columns; reflectance × 10,000, 0 no data) at 10 m and ``scl`` at 20 m.

    SWIR bands are its means of 2 × 2 cells at 20 m. Counts hold ``offset`` as ESA adds it since baseline 04.00.
    """
    compact = day.replace("-", "")
    name = f"S2B_MSIL2A_{compact}T013651_N{baseline.replace('.', '')}_R117_T54SUE_{compact}T035959"
    root = folder / f"{name}.SAFE"
    granule = root / "GRANULE" / f"L2A_T54SUE_A037603_{compact}T013651"
    stem = f"T54SUE_{compact}T013651"

    def counts(band):
        return np.where(band > 0, band.astype(np.int64) - offset, 0).astype(np.uint16)

    for code, band in zip(("B02", "B03", "B04", "B08"), image[:4], strict=True):
        write(granule / "IMG_DATA/R10m" / f"{stem}_{code}_10m{suffix}", counts(band))
        coarse = "B8A" if code == "B08" else code
        write(granule / "IMG_DATA/R20m" / f"{stem}_{coarse}_20m{suffix}", halved(counts(band)), 20)
    for code, band in zip(("B11", "B12"), image[4:], strict=True):
        write(granule / "IMG_DATA/R20m" / f"{stem}_{code}_20m{suffix}", halved(counts(band)), 20)
    write(granule / "IMG_DATA/R20m" / f"{stem}_SCL_20m{suffix}", scl.astype(np.uint8), 20)
    write(granule / "QI_DATA" / f"MSK_CLDPRB_20m{suffix}", scl.astype(np.uint8), 20)
    listed = "".join(f'<BOA_ADD_OFFSET band_id="{i}">{offset}</BOA_ADD_OFFSET>' for i in range(13))
    offsets = f"      <BOA_ADD_OFFSET_VALUES_LIST>{listed}</BOA_ADD_OFFSET_VALUES_LIST>\n" if offset else ""
    (root / "MTD_MSIL2A.xml").write_text(_MTD_MSIL2A.format(day=day, name=name, baseline=baseline, offsets=offsets))
    (root / "manifest.safe").write_text("<xfdu:XFDU/>")
    (granule / "MTD_TL.xml").write_text("<n1:Level-2A_Tile_ID/>")
    return root


# -- Landsat -----------------------------------------------------------------------------------------


def make_landsat(folder: Path, image, qa, satellite=8, day="2024-05-18", metadata="txt") -> Path:
    """Collection 2 Level 2 of ``image`` (6, rows, columns; reflectance × 10,000, 0 no data) at 30 m, in a folder."""
    tm = satellite <= 7
    code = {4: "LT04", 5: "LT05", 7: "LE07", 8: "LC08", 9: "LC09"}[satellite]
    compact = day.replace("-", "")
    name = f"{code}_L2SP_107035_{compact}_{compact}_02_T1"
    root = folder / name
    numbers = (1, 2, 3, 4, 5, 7) if tm else (2, 3, 4, 5, 6, 7)
    for number, band in zip(numbers, image, strict=True):
        counts = np.where(band > 0, np.rint((band / 10_000 + 0.2) / 0.0000275), 0).astype(np.uint16)
        write(root / f"{name}_SR_B{number}.TIF", counts, 30, nodata=0)
    write(root / f"{name}_QA_PIXEL.TIF", qa.astype(np.uint16), 30, nodata=1)
    write(root / f"{name}_ST_B{6 if tm else 10}.TIF", np.full(qa.shape, 44000, np.uint16), 30, nodata=0)
    groups = {
        "PRODUCT_CONTENTS": {"LANDSAT_PRODUCT_ID": name, "PROCESSING_LEVEL": "L2SP", "COLLECTION_NUMBER": "02"},
        "IMAGE_ATTRIBUTES": {"SPACECRAFT_ID": f"LANDSAT_{satellite}", "DATE_ACQUIRED": day},
        "LEVEL2_SURFACE_REFLECTANCE_PARAMETERS": {
            key: value
            for n in numbers
            for key, value in ((f"REFLECTANCE_MULT_BAND_{n}", "2.75e-05"), (f"REFLECTANCE_ADD_BAND_{n}", "-0.2"))
        },
        "LEVEL1_RADIOMETRIC_RESCALING": {
            key: value
            for n in numbers
            for key, value in ((f"REFLECTANCE_MULT_BAND_{n}", "2.0000E-05"), (f"REFLECTANCE_ADD_BAND_{n}", "-0.100000"))
        },
    }
    if metadata == "json":
        (root / f"{name}_MTL.json").write_text(json.dumps({"LANDSAT_METADATA_FILE": groups}))
    elif metadata == "txt":
        lines = ["GROUP = LANDSAT_METADATA_FILE"]
        for group, values in groups.items():
            lines += [f"  GROUP = {group}", *(f'    {k} = "{v}"' for k, v in values.items()), f"  END_GROUP = {group}"]
        (root / f"{name}_MTL.txt").write_text("\n".join([*lines, "END_GROUP = LANDSAT_METADATA_FILE", "END"]))
    return root


def tarred(folder: Path, archive: Path) -> Path:
    with tarfile.open(archive, "w:gz" if archive.suffix == ".gz" else "w") as file:
        for path in sorted(folder.iterdir()):
            file.add(path, path.name)
    return archive


# -- SPOT, Pléiades ----------------------------------------------------------------------------------

_DIMAP = """<?xml version="1.0" encoding="UTF-8"?>
<Dimap_Document>
  <Metadata_Identification><METADATA_FORMAT version="2.15">DIMAP</METADATA_FORMAT></Metadata_Identification>
  <Dataset_Identification><DATASET_NAME version="1.0">{name}</DATASET_NAME></Dataset_Identification>
  <Coordinate_Reference_System><Projected_CRS>
    <PROJECTED_CRS_NAME>WGS 84 / UTM zone 54N</PROJECTED_CRS_NAME>
    <PROJECTED_CRS_CODE>urn:ogc:def:crs:EPSG::32654</PROJECTED_CRS_CODE>
  </Projected_CRS></Coordinate_Reference_System>
  <Geoposition>
    <Raster_CRS><RASTER_GEOMETRY>{level}</RASTER_GEOMETRY></Raster_CRS>
    <Geoposition_Insert><ULXMAP unit="m">{west}</ULXMAP><ULYMAP unit="m">{north}</ULYMAP>
      <XDIM unit="m">{cell}</XDIM><YDIM unit="m">{cell}</YDIM></Geoposition_Insert>
  </Geoposition>
  <Processing_Information><Product_Settings><PROCESSING_LEVEL>{level}</PROCESSING_LEVEL>
    <SPECTRAL_PROCESSING>{spectral}</SPECTRAL_PROCESSING></Product_Settings></Processing_Information>
  <Raster_Data>
    <Data_Access>
      <DATA_FILE_ORGANISATION>BAND_COMPOSITE</DATA_FILE_ORGANISATION><DATA_FILE_FORMAT>image/tiff</DATA_FILE_FORMAT>
      <DATA_FILE_TILES>true</DATA_FILE_TILES>
      <Data_Files><Data_File tile_R="1" tile_C="1"><DATA_FILE_PATH href="{image}"/></Data_File></Data_Files>
    </Data_Access>
    <Raster_Dimensions><NROWS>{rows}</NROWS><NCOLS>{columns}</NCOLS><NBANDS>{bands}</NBANDS>
      <Tile_Set><NTILES>1</NTILES><Regular_Tiling><NTILES_SIZE nrows="{rows}" ncols="{columns}"/>
      <NTILES_COUNT ntiles_R="1" ntiles_C="1"/></Regular_Tiling></Tile_Set></Raster_Dimensions>
    <Raster_Encoding><DATA_TYPE>INTEGER</DATA_TYPE><NBITS>16</NBITS></Raster_Encoding>
    <Raster_Display>{index}
      <Special_Value><SPECIAL_VALUE_TEXT>NODATA</SPECIAL_VALUE_TEXT><SPECIAL_VALUE_COUNT>0</SPECIAL_VALUE_COUNT></Special_Value>
    </Raster_Display>
  </Raster_Data>
  <Dataset_Sources><Source_Identification><SOURCE_ID>DS_PHR1A</SOURCE_ID><Strip_Source>
    <MISSION>PHR</MISSION><MISSION_INDEX>1A</MISSION_INDEX><INSTRUMENT>PHR</INSTRUMENT>
    <IMAGING_DATE>{day}</IMAGING_DATE><IMAGING_TIME>01:40:11.1Z</IMAGING_TIME>
  </Strip_Source></Source_Identification></Dataset_Sources>
</Dimap_Document>
"""


def make_dimap(
    folder: Path, image, day="2024-05-18", level="ORTHO", order=("B2", "B1", "B0", "B3"), cell=2.0, spectral="MS"
) -> Path:
    """Pléiades in DIMAP version 2; ``image`` (bands, rows, columns) in the order of ``order``, the ids of bands."""
    name = f"PHR1A_{spectral}_{day.replace('-', '')}0140111_{'ORT' if level == 'ORTHO' else 'SEN'}_6789"
    root = folder / "IMG_PHR1A_MS_001"
    picture = f"IMG_{name}_R1C1.TIF"
    write(root / picture, image, cell)
    bands, rows, columns = image.shape
    index = "".join(
        f"<Raster_Index><BAND_ID>{band}</BAND_ID><BAND_INDEX>{i}</BAND_INDEX></Raster_Index>"
        for i, band in enumerate(order, 1)
    )
    index = f"<Raster_Index_List>{index}</Raster_Index_List>" if order else ""
    (root / f"DIM_{name}.XML").write_text(
        _DIMAP.format(
            name=name, day=day, level=level, image=picture, rows=rows, columns=columns, bands=bands, index=index,
            west=WEST, north=NORTH, cell=cell, spectral=spectral,
        )
    )  # fmt: skip
    return root


# -- SAR ---------------------------------------------------------------------------------------------


def make_opera(folder: Path, power, mask=None, day="20241221", cell=30.0) -> Path:
    """OPERA RTC-S1 of one burst: ``power`` {polarisation: array}, ``mask`` 0 seen, 1 shadow, 2 layover, 3 both, 255."""
    name = f"OPERA_L2_RTC-S1_T046-097581-IW2_{day}T204301Z_20250101T000000Z_S1A_30_v1.0"
    for polarisation, array in power.items():
        write(folder / f"{name}_{polarisation}.tif", array.astype(np.float32), cell, nodata=np.nan)
    if mask is not None:
        write(folder / f"{name}_mask.tif", mask.astype(np.uint8), cell, nodata=255)
    (folder / f"{name}.h5").write_bytes(b"\x89HDF")
    return folder


def make_hyp3(folder: Path, stored, ls_map, letters="gpuned", day="20241221") -> Path:
    """ASF HyP3 Sentinel-1 RTC: ``stored`` {polarisation: array}, ``ls_map`` in GAMMA's bits."""
    name = f"S1A_IW_{day}T204301_DVP_RTC30_G_{letters}_FD6A"
    root = folder / name
    for polarisation, array in stored.items():
        write(root / f"{name}_{polarisation}.tif", array.astype(np.float32), 30, nodata=0)
    write(root / f"{name}_ls_map.tif", ls_map.astype(np.uint8), 30, nodata=0)
    write(root / f"{name}_rgb.tif", np.zeros((3, 4, 4), np.uint8), 30)
    (root / f"{name}.README.md.txt").write_text("ASF RTC Data Package")
    return root


def make_alos2(folder: Path, numbers, level="2.1GUD", day="240518", cell=2.5, **options) -> Path:
    """ALOS-2 GeoTIFFs of ``numbers`` {polarisation: digital numbers}."""
    scene = f"ALOS2526342900-{day}-UBSR{level}"
    for polarisation, array in numbers.items():
        write(folder / f"IMG-{polarisation}-{scene}.tif", array.astype(np.uint16), cell, **options)
    (folder / "summary.txt").write_text(f'Img_SceneCenterDateTime="20{day} 02:41:11.123"\nLbi_Satellite="ALOS2"\n')
    (folder / f"VOL-{scene}").write_bytes(b"volume")
    return folder
