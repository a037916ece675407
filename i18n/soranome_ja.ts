<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja_JP" sourcelanguage="en">
<context>
    <name>@default</name>
    <message>
        <location filename="../plugin/processing/base.py" line="84"/>
        <source>Improper fill</source>
        <translation>不適正盛土</translation>
    </message>
    <message>
        <location filename="../plugin/processing/base.py" line="84"/>
        <source>Field checks</source>
        <translation>現地確認</translation>
    </message>
    <message>
        <location filename="../plugin/processing/base.py" line="110"/>
        <source>These Python libraries are missing: {names}. Install them with the command below, then restart QGIS.
{command}</source>
        <translation>次のPythonライブラリが不足しています: {names}。下のコマンドでインストールしてから、QGISを再起動してください。
{command}</translation>
    </message>
    <message>
        <location filename="../plugin/processing/base.py" line="120"/>
        <source>Unknown parameter {unknown}. {algorithm} takes: {known}.</source>
        <translation>パラメータ {unknown} はありません。{algorithm} で指定できるのは次のパラメータです: {known}。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/base.py" line="230"/>
        <source>Language of the document</source>
        <translation>文書の言語</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldchecklist.py" line="65"/>
        <source>Field-check list</source>
        <translation>現地確認リスト</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldchecklist.py" line="41"/>
        <source>Writes the candidates as an XLSX list for the visit: place, area, dates, score, rank, reasons, links to the GSI map and Google Maps, and empty columns with drop-down lists for what is found on site.

It prints on A4 landscape. Names and reasons are in the language of the document, whatever the language of QGIS.</source>
        <translation>盛土候補を、現地確認に携行するExcelファイル（XLSX）に書き出します。位置、面積、撮影日、スコア、順位、抽出理由、地理院地図とGoogleマップへのリンクのほか、確認結果を記入する欄（プルダウンリスト付き）があります。

A4横で印刷できます。見出しと抽出理由は、QGISの表示言語にかかわらず「文書の言語」で書き出します。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/fillcandidates.py" line="39"/>
        <source>Fill candidates</source>
        <translation>盛土候補</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldchecklist.py" line="50"/>
        <source>Made by the detection or candidate algorithm.</source>
        <translation>「不適正盛土の検出」または「変化からの盛土候補の抽出」で作成したレイヤです。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldchecklist.py" line="54"/>
        <source>Only inside this area</source>
        <translation>対象区域</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldchecklist.py" line="54"/>
        <source>Candidates that touch its polygons are listed.</source>
        <translation>指定すると、このポリゴンに重なる候補だけを載せます。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldchecklist.py" line="58"/>
        <source>Only the first ranks</source>
        <translation>掲載する順位の上限</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldchecklist.py" line="58"/>
        <source>0 lists all.</source>
        <translation>0を指定すると、すべて載せます。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldchecklist.py" line="83"/>
        <source>{count} places listed.</source>
        <translation>{count}箇所をリストに掲載しました。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/candidates.py" line="22"/>
        <source>ID</source>
        <translation>ID</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/candidates.py" line="22"/>
        <source>Rank</source>
        <translation>順位</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/candidates.py" line="22"/>
        <source>Priority (0–1)</source>
        <translation>優先度 (0–1)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/candidates.py" line="22"/>
        <source>Code of change</source>
        <translation>変化区分コード</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/opticalchange.py" line="36"/>
        <source>Kind of change</source>
        <translation>変化区分</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/candidates.py" line="22"/>
        <source>Share of that kind</source>
        <translation>変化区分の割合</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/candidates.py" line="22"/>
        <source>Mean change score</source>
        <translation>変化スコア（平均）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/candidates.py" line="22"/>
        <source>Highest change score</source>
        <translation>変化スコア（最大）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/candidates.py" line="22"/>
        <source>Area (m²)</source>
        <translation>面積 (m²)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/candidates.py" line="22"/>
        <source>Compactness (0–1)</source>
        <translation>まとまり度 (0–1)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/candidates.py" line="22"/>
        <source>Edge hidden by cloud (share)</source>
        <translation>雲に接する外周の割合</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="94"/>
        <source>Date of BEFORE</source>
        <translation>前時期画像の撮影日</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="95"/>
        <source>Date of AFTER</source>
        <translation>後時期画像の撮影日</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="30"/>
        <source>BEFORE image</source>
        <translation>前時期画像</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="37"/>
        <source>AFTER image</source>
        <translation>後時期画像</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/candidates.py" line="22"/>
        <source>Municipality</source>
        <translation>市区町村</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/candidates.py" line="22"/>
        <source>Latitude</source>
        <translation>緯度</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/candidates.py" line="22"/>
        <source>Longitude</source>
        <translation>経度</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/candidates.py" line="22"/>
        <source>Reasons</source>
        <translation>抽出理由</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/candidates.py" line="22"/>
        <source>Reasons (codes)</source>
        <translation>抽出理由（コード）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/checkpair.py" line="24"/>
        <source>Check an image pair</source>
        <translation>画像ペアの点検</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/checkpair.py" line="27"/>
        <source>Says whether two images fit together before they are compared: the same area and cells, how far they are apart (phase correlation on gradients), how different their radiometry is, how cloudy they are. The report is an HTML page.

A pair passes with a shift of at most half a pixel. With co-registration switched on, AFTER is also written on the grid of BEFORE with the shift taken out. Elevation models can be checked too.

SHIFT_X and SHIFT_Y are pixels of BEFORE by which AFTER lies to the right and down.</source>
        <translation>2時期の画像を比較する前に、組み合わせとして使えるかを点検します。範囲とピクセルの並びが一致しているか、位置がどれだけずれているか（勾配画像の位相限定相関）、ピクセル値がどれだけ違うか、雲がどれだけあるかを調べ、HTMLの報告書にまとめます。

位置ずれが0.5ピクセル以内であれば合格です。「位置ずれを補正する」をオンにすると、位置ずれを取り除いた後時期画像を、前時期画像のピクセルに合わせて書き出します。標高データ（DEM）のペアも点検できます。

SHIFT_XとSHIFT_Yは、後時期画像が前時期画像に対して右と下へずれている量です（前時期画像のピクセル単位）。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/checkpair.py" line="39"/>
        <source>Correct the shift</source>
        <translation>位置ずれを補正する</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/checkpair.py" line="39"/>
        <source>Writes AFTER resampled (cubic) onto the grid of BEFORE.</source>
        <translation>後時期画像を前時期画像のピクセルに合わせてリサンプリング（3次畳み込み）し、書き出します。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/detectfill.py" line="52"/>
        <source>Report</source>
        <translation>報告書</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/checkpair.py" line="44"/>
        <source>AFTER, corrected</source>
        <translation>補正後の後時期画像</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/checkpair.py" line="44"/>
        <source>Only written with co-registration switched on.</source>
        <translation>「位置ずれを補正する」をオンにした場合だけ書き出します。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/checkpair.py" line="50"/>
        <source>Shift to the right (pixels)</source>
        <translation>右方向の位置ずれ (ピクセル)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/checkpair.py" line="51"/>
        <source>Shift down (pixels)</source>
        <translation>下方向の位置ずれ (ピクセル)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/checkpair.py" line="52"/>
        <source>Share of BEFORE that AFTER covers</source>
        <translation>前時期画像に対する後時期画像の重なり</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/checkpair.py" line="53"/>
        <source>The pair can be compared</source>
        <translation>比較の可否</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/detectfill.py" line="28"/>
        <source>Detect improper fill</source>
        <translation>不適正盛土の検出</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/detectfill.py" line="31"/>
        <source>The whole way in one run: compares two optical images, joins changed cells into places, ranks them and writes the candidates as a styled layer, with a report.

Every candidate says why in words. Make the list for inspectors from it with the field-check list algorithm. What clouds hid is unknown, not unchanged.</source>
        <translation>変化抽出から候補の順位付けまでを一度に行います。2時期の光学画像を比較し、変化したピクセルを箇所にまとめて順位を付け、盛土候補をスタイル付きのレイヤと報告書に書き出します。

どの候補にも、抽出した理由が文章で付きます。職員が携行するリストは、この結果から「現地確認リスト」で作成します。雲に隠れた範囲は「変化なし」ではなく「不明」です。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/opticalchange.py" line="35"/>
        <source>Change score</source>
        <translation>変化スコア</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/fillcandidates.py" line="40"/>
        <source>Number of candidates</source>
        <translation>候補数</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/fillcandidates.py" line="58"/>
        <source>{count} candidates.</source>
        <translation>盛土候補は{count}箇所です。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/fillcandidates.py" line="19"/>
        <source>Fill candidates from change</source>
        <translation>変化からの盛土候補の抽出</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/fillcandidates.py" line="22"/>
        <source>Joins changed cells into places and ranks them: what the ground turned into, how much barer it became, how strong the change is, how large and compact the place is. Each candidate says why in words.

Nothing is dropped but places below the smallest area: harmless looking ones only rank lower.</source>
        <translation>変化したピクセルを箇所にまとめ、順位を付けます。順位は、地表が何に変わったか、裸地がどれだけ増えたか、変化がどれだけ強いか、箇所の大きさとまとまりから決めます。どの候補にも、抽出した理由が文章で付きます。

除外するのは最小面積に満たない箇所だけです。問題がなさそうな箇所も、順位を下げるだけで一覧に残します。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/fillcandidates.py" line="29"/>
        <source>Change score (optical)</source>
        <translation>変化スコア（光学）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/fillcandidates.py" line="29"/>
        <source>SCORE of the optical change algorithm.</source>
        <translation>「光学画像の2時期変化抽出」で得たSCOREです。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/fillcandidates.py" line="30"/>
        <source>Kind of change (optical)</source>
        <translation>変化区分（光学）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/fillcandidates.py" line="30"/>
        <source>CHANGE of the same run.</source>
        <translation>同じ実行で得たCHANGEです。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/fillcandidates.py" line="31"/>
        <source>Gain of bare soil (optical)</source>
        <translation>裸地の増加（光学）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/fillcandidates.py" line="31"/>
        <source>SOIL of the same run; without it the order is less sharp.</source>
        <translation>同じ実行で得たSOILです。指定しないと、順位付けの精度が下がります。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/opticalchange.py" line="18"/>
        <source>Change between two optical images</source>
        <translation>光学画像の2時期変化抽出</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/opticalchange.py" line="21"/>
        <source>Compares two images cell by cell. SCORE is 0 to 1 whatever the method; change begins at 0.5, a threshold found in the data, so that nothing needs tuning.

CHANGE tells what the change was: 1 vegetation → bare, 2 other → bare, 3 bare → vegetation, 4 other, 5 masked as cloud in AFTER but soil-like and changed there; 0 none, 255 no data. SOIL, where asked for, is how much barer the ground became (−1 to 1).

Memory stays below 2 GiB whatever the size of the scene.</source>
        <translation>2時期の画像をピクセルごとに比較します。変化スコア（SCORE）は、どの方法でも0から1の値で、0.5以上が変化です。しきい値はデータから自動で決まるため、調整は要りません。

変化区分（CHANGE）は変化の内容を表します。1: 植生→裸地、2: その他→裸地、3: 裸地→植生、4: その他の変化、5: 後時期画像では雲マスク内だが、裸地のように見え変化している、0: 変化なし、255: データなし。裸地の増加（SOIL）は、指定した場合に書き出す値で、裸地がどれだけ増えたかを−1から1で表します。

画像の大きさにかかわらず、使用メモリは2 GiB未満に収まります。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/opticalchange.py" line="37"/>
        <source>Gain of bare soil</source>
        <translation>裸地の増加</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/opticalchange.py" line="37"/>
        <source>Sharpens the order of fill candidates.</source>
        <translation>盛土候補の順位付けの精度が上がります。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/opticalchange.py" line="67"/>
        <source>Sensor {sensor}; threshold {threshold}; {changed} of {seen} cells changed ({share} %).</source>
        <translation>センサ {sensor}、しきい値 {threshold}。{seen}ピクセルのうち{changed}ピクセル（{share}%）が変化しています。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/opticalchange.py" line="77"/>
        <source>IR-MAD did not settle within {rounds} rounds.</source>
        <translation>IR-MADが{rounds}回の反復では収束しませんでした。結果を目視で確認してください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/opticalchange.py" line="79"/>
        <source>Large scene: statistics are from every {step}th row and column; the rasters hold every cell.</source>
        <translation>画像が大きいため、統計量は縦横{step}ピクセルおきに計算しました。出力ラスタには全ピクセルの結果が入っています。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/opticalchange.py" line="85"/>
        <source>The shift between the images could not be measured; check the pair by eye.</source>
        <translation>画像間の位置ずれを測定できませんでした。2時期の画像が重なっているか、目視で確認してください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/opticalchange.py" line="87"/>
        <source>AFTER was moved onto BEFORE: it lay {x} pixels right and {y} pixels down.</source>
        <translation>後時期画像を前時期画像に位置合わせしました。位置ずれは、右方向{x}ピクセル、下方向{y}ピクセルでした。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="30"/>
        <source>The earlier image. For change detection: surface reflectance or digital numbers, all bands in one file.</source>
        <translation>撮影日の古いほうの画像です。変化抽出に使う場合は、全バンドを1つのファイルにまとめた地表面反射率またはDN値の画像を指定します。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="37"/>
        <source>The later image: same bands, same order, same coordinate system.</source>
        <translation>撮影日の新しいほうの画像です。前時期画像と、バンドの構成・順序、座標参照系が同じものを指定します。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="42"/>
        <source>Cloud mask of BEFORE</source>
        <translation>前時期画像の雲マスク</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="42"/>
        <source>Sentinel-2 SCL, Landsat QA_PIXEL, or 0 where the ground is seen and 1 where it is not.</source>
        <translation>Sentinel-2のSCL、LandsatのQA_PIXEL、または、地表が見えるピクセルを0、見えないピクセルを1としたラスタです。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="48"/>
        <source>Cloud mask of AFTER</source>
        <translation>後時期画像の雲マスク</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="48"/>
        <source>As for BEFORE.</source>
        <translation>前時期画像の雲マスクと同じ形式です。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="49"/>
        <source>Kind of masks</source>
        <translation>雲マスクの種類</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="49"/>
        <source>recognised from their values</source>
        <translation>値から自動判別</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="49"/>
        <source>0 seen, anything else not</source>
        <translation>0は地表が見える、0以外は見えない</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="64"/>
        <source>Sensor</source>
        <translation>センサ</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="64"/>
        <source>recognised from the bands</source>
        <translation>バンド構成から自動判別</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="64"/>
        <source>bands named below</source>
        <translation>バンドの並びを指定</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="70"/>
        <source>Bands in file order</source>
        <translation>バンドの並び（ファイル内の順）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="70"/>
        <source>For other sensors: one name each, such as blue,green,red,nir,swir1,swir2; - leaves a band out.</source>
        <translation>一覧にないセンサの場合に、バンド名を順に指定します（例: blue,green,red,nir,swir1,swir2）。使わないバンドは「-」とします。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="77"/>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="77"/>
        <source>IR-MAD: all bands, unmoved by season and haze (recommended)</source>
        <translation>IR-MAD（推奨。全バンドを使い、季節差やもやの影響を受けにくい）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="77"/>
        <source>CVA: length of the change vector</source>
        <translation>CVA（変化ベクトルの長さ）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="77"/>
        <source>NDVI and bare-ground index</source>
        <translation>NDVIと裸地指数の差分</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="87"/>
        <source>Correct a shift of AFTER</source>
        <translation>位置ずれを補正する</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="87"/>
        <source>Without it, a pair more than half a pixel apart is refused.</source>
        <translation>オフの場合、位置ずれが0.5ピクセルを超えるペアは処理しません。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="93"/>
        <source>Read from the file name where left empty.</source>
        <translation>空欄の場合は、ファイル名から読み取ります。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="98"/>
        <source>Smallest area (m²)</source>
        <translation>最小面積 (m²)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="108"/>
        <source>Municipalities</source>
        <translation>市区町村ポリゴン</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="108"/>
        <source>Polygons whose names are given to the candidates.</source>
        <translation>候補の所在地として、このポリゴンの名称を付けます。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="112"/>
        <source>Name field of municipalities</source>
        <translation>市区町村名のフィールド</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="112"/>
        <source>Found by itself where left empty (N03_004, name, 市区町村 …).</source>
        <translation>空欄の場合は自動で探します（N03_004、name、市区町村など）。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/accuracy.py" line="34"/>
        <source>Accuracy of a detection</source>
        <translation>検出結果の精度評価</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/accuracy.py" line="37"/>
        <source>Compares a detection with what is known: candidates with reference polygons, or a SCORE or CHANGE raster with a raster of samples (1 unchanged, 2 changed, 0 not labelled).

Polygons: a place counts as found where candidates cover a quarter of it; a candidate is true where a tenth of it lies in target places, or it covers a quarter of one. Samples: precision, recall, F1, Cohen&apos;s kappa, and shares of the whole map weighted by area (Olofsson et al. 2014).</source>
        <translation>検出結果を、正解の分かっている検証データと比較します。盛土候補は検証ポリゴンと、変化スコア（SCORE）または変化区分（CHANGE）のラスタは教師ラスタ（1: 変化なし、2: 変化あり、0: 未判読）と比較します。

ポリゴンの場合、候補が面積の4分の1以上を覆う箇所を「検出」とします。候補は、面積の10分の1以上が検出対象に入るか、1つの検出対象の4分の1以上を覆うときに「正解」とします。教師ラスタの場合は、適合率、再現率、F1値、カッパ係数のほか、面積で重み付けした地図全体の推定値（Olofsson et al. 2014）を求めます。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/accuracy.py" line="47"/>
        <source>To be compared with reference polygons.</source>
        <translation>検証ポリゴンと比較します。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/accuracy.py" line="51"/>
        <source>To be compared with a raster of samples.</source>
        <translation>教師ラスタと比較します。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/accuracy.py" line="52"/>
        <source>Instead of the score.</source>
        <translation>変化スコアの代わりに指定できます。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/accuracy.py" line="53"/>
        <source>Reference</source>
        <translation>検証データ</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/accuracy.py" line="53"/>
        <source>Polygons of known places, or a raster of samples.</source>
        <translation>正解の分かっている箇所のポリゴン、または教師ラスタです。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/accuracy.py" line="57"/>
        <source>Which reference places should be found</source>
        <translation>検出対象とする検証データの条件</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/accuracy.py" line="57"/>
        <source>For example {example}; all where left empty. The others may be found or not, but count as no hit.</source>
        <translation>例: {example}。空欄の場合はすべてを対象とします。対象以外の箇所は、検出されても正解には数えません。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/accuracy.py" line="63"/>
        <source>Field with the kind of place</source>
        <translation>箇所の種別のフィールド</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/accuracy.py" line="63"/>
        <source>Gives the share found for each kind.</source>
        <translation>種別ごとの検出割合を求めます。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/accuracy.py" line="69"/>
        <source>Precision</source>
        <translation>適合率</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/accuracy.py" line="69"/>
        <source>Recall</source>
        <translation>再現率</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/accuracy.py" line="71"/>
        <source>Target places found</source>
        <translation>検出できた対象箇所数</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/accuracy.py" line="72"/>
        <source>Target places</source>
        <translation>対象箇所数</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/accuracy.py" line="92"/>
        <source>Found {hits} of {targets} target places; {true} of {candidates} candidates are true.</source>
        <translation>対象{targets}箇所のうち{hits}箇所を検出しました。候補{candidates}箇所のうち{true}箇所が正解です。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/accuracy.py" line="104"/>
        <source>Of the first {first}: {hits} true ({share} %).</source>
        <translation>上位{first}箇所のうち{hits}箇所が正解です（{share}%）。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/makesample.py" line="41"/>
        <source>Make a sample scene</source>
        <translation>模擬データの作成</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/makesample.py" line="44"/>
        <source>Makes a small piece of Tama that does not exist: mountains with valleys, a town, forest and fields; two dates of optical images with clouds and masks, a stack of SAR images, two elevation models, permits, zones, buildings, roads and streams; and the truth about every fill, cut and stockpile in it, with clear-cuts, ploughed fields, roofs and a solar farm that only look like them.

The same size and seed make the same scene. The files are named after what they hold; scene.json tells the dates and how the scene was made.</source>
        <translation>実在しない「小さな多摩」の練習用データを作成します。山地と谷、市街地、森林、畑からなる地形に、2時期の光学画像（雲と雲マスク付き）、SAR画像の時系列、2時期の標高データ、許可、規制区域、建物、道路、河川がそろいます。盛土、切土、土石の堆積のすべてに正解データがあり、皆伐地、耕起した畑、屋根、太陽光発電施設など、盛土と紛らわしいものも含みます。

範囲の一辺と乱数のシードが同じなら、同じデータになります。ファイル名は内容を表します。撮影日や作成条件はscene.jsonに記録します。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/makesample.py" line="55"/>
        <source>Edge of the scene (km)</source>
        <translation>範囲の一辺 (km)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/makesample.py" line="55"/>
        <source>5 km takes about 15 seconds and 65 MB.</source>
        <translation>5 kmの場合、約15秒、65 MBです。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/makesample.py" line="59"/>
        <source>Seed</source>
        <translation>乱数のシード</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/makesample.py" line="59"/>
        <source>Another number makes another scene.</source>
        <translation>値を変えると、別のデータになります。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/makesample.py" line="62"/>
        <source>Place</source>
        <translation>対象地</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/makesample.py" line="62"/>
        <source>mountains of Tama</source>
        <translation>多摩の山地</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/makesample.py" line="63"/>
        <source>Folder for the scene</source>
        <translation>出力フォルダ</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/makesample.py" line="64"/>
        <source>Truth</source>
        <translation>正解データ</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/makesample.py" line="105"/>
        <source>In the scene: {counts}.</source>
        <translation>模擬データの内訳: {counts}。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="98"/>
        <source>Smaller groups of changed cells are left out, and groups of one or two cells whatever their size.</source>
        <translation>これより小さい変化ピクセルのまとまりは候補にしません。1〜2ピクセルのまとまりは、面積にかかわらず除きます。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/accuracy.py" line="101"/>
        <source>No reference place is a target: check the expression and the layer.</source>
        <translation>検出対象となる検証データがありません。条件式とレイヤを確認してください。</translation>
    </message>
</context>
<context>
    <name>SoraNoMe</name>
    <message>
        <location filename="../plugin/core/change/check.py" line="192"/>
        <source>BEFORE has {before} bands, AFTER {after}. Choose images of the same bands.</source>
        <translation>バンド数が、前時期画像は{before}、後時期画像は{after}で異なります。バンド構成が同じ画像を選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/check.py" line="198"/>
        <source>Only {share} % of the area is seen on both dates. Choose dates with less cloud.</source>
        <translation>両時期とも地表が見える範囲が{share}%しかありません。雲の少ない時期の画像を選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/checklist.py" line="203"/>
        <source>unknown</source>
        <translation>不明</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="40"/>
        <source>could not be measured</source>
        <translation>測定できませんでした</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/check.py" line="272"/>
        <source>{x} right, {y} down (spread {spread}; {tiles} of {tried} tiles)</source>
        <translation>右方向{x}、下方向{y}（ばらつき{spread}、{tried}区画のうち{tiles}区画で測定）</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/check.py" line="281"/>
        <source>The pair fits and can be compared.</source>
        <translation>この画像ペアは比較に使えます。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="30"/>
        <source>BEFORE</source>
        <translation>前時期画像</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="34"/>
        <source>AFTER</source>
        <translation>後時期画像</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/check.py" line="290"/>
        <source>Coordinate system</source>
        <translation>座標参照系</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/check.py" line="291"/>
        <source>Cell of BEFORE</source>
        <translation>前時期画像のピクセルサイズ</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/check.py" line="292"/>
        <source>Cell of AFTER</source>
        <translation>後時期画像のピクセルサイズ</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/check.py" line="293"/>
        <source>Share of BEFORE that AFTER covers</source>
        <translation>前時期画像に対する後時期画像の重なり</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="40"/>
        <source>Shift of AFTER (pixels)</source>
        <translation>後時期画像の位置ずれ (ピクセル)</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/check.py" line="297"/>
        <source>Shift left after correction (pixels)</source>
        <translation>補正後に残る位置ずれ (ピクセル)</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/check.py" line="301"/>
        <source>Masked as cloud or shadow, BEFORE</source>
        <translation>雲・影でマスクした割合（前時期画像）</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/check.py" line="302"/>
        <source>Masked as cloud or shadow, AFTER</source>
        <translation>雲・影でマスクした割合（後時期画像）</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/check.py" line="303"/>
        <source>Seen on both dates</source>
        <translation>両時期とも地表が見える割合</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/check.py" line="306"/>
        <source>Band</source>
        <translation>バンド</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/check.py" line="307"/>
        <source>Median BEFORE</source>
        <translation>中央値（前時期）</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/check.py" line="308"/>
        <source>Median AFTER</source>
        <translation>中央値（後時期）</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/check.py" line="309"/>
        <source>Interquartile range BEFORE</source>
        <translation>四分位範囲（前時期）</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/check.py" line="310"/>
        <source>Interquartile range AFTER</source>
        <translation>四分位範囲（後時期）</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/check.py" line="311"/>
        <source>Correlation</source>
        <translation>相関係数</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/check.py" line="321"/>
        <source>Check of the image pair</source>
        <translation>画像ペアの点検結果</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/check.py" line="322"/>
        <source>Position and cloud</source>
        <translation>位置と雲</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/check.py" line="322"/>
        <source>Radiometry, over cells seen on both dates</source>
        <translation>ピクセル値（両時期とも地表が見える範囲）</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/irmad.py" line="108"/>
        <source>IR-MAD round {round}: largest change of a correlation {moved}</source>
        <translation>IR-MAD 反復{round}回目: 正準相関の最大変化量 {moved}</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/masks.py" line="70"/>
        <source>{name} does not cover its image. Choose the mask of this image.</source>
        <translation>{name}が画像の範囲を覆っていません。その画像の雲マスクを選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/masks.py" line="75"/>
        <source>{name} has {count} bands; a cloud mask has one. Choose the mask file.</source>
        <translation>{name}に{count}バンドあります。雲マスクは1バンドです。雲マスクのファイルを選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/optical.py" line="224"/>
        <source>IR-MAD: {rounds} rounds, correlations {rho}</source>
        <translation>IR-MAD: 反復{rounds}回、正準相関 {rho}</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/pair.py" line="22"/>
        <source>The BEFORE image</source>
        <translation>前時期画像</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/pair.py" line="23"/>
        <source>The AFTER image</source>
        <translation>後時期画像</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/pair.py" line="24"/>
        <source>The mask of BEFORE</source>
        <translation>前時期画像の雲マスク</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/pair.py" line="25"/>
        <source>The mask of AFTER</source>
        <translation>後時期画像の雲マスク</translation>
    </message>
    <message>
        <location filename="../plugin/core/errors.py" line="32"/>
        <source>The run was cancelled; no result was written.</source>
        <translation>処理を中止しました。結果は書き出していません。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/checklist.py" line="112"/>
        <source>Open</source>
        <translation>開く</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/checklist.py" line="131"/>
        <source>Key (do not change)</source>
        <translation>管理キー（変更不可）</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="85"/>
        <source>Rank</source>
        <translation>順位</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="86"/>
        <source>ID</source>
        <translation>ID</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="87"/>
        <source>Municipality</source>
        <translation>市区町村</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/checklist.py" line="131"/>
        <source>Latitude</source>
        <translation>緯度</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/checklist.py" line="131"/>
        <source>Longitude</source>
        <translation>経度</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/checklist.py" line="131"/>
        <source>Zone {zone} X north (m)</source>
        <translation>{zone}系 X座標 (北, m)</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/checklist.py" line="131"/>
        <source>Zone {zone} Y east (m)</source>
        <translation>{zone}系 Y座標 (東, m)</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="88"/>
        <source>Area (m²)</source>
        <translation>面積 (m²)</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/checklist.py" line="131"/>
        <source>Date before</source>
        <translation>前時期撮影日</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/checklist.py" line="131"/>
        <source>Date after</source>
        <translation>後時期撮影日</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="114"/>
        <source>Kind of change</source>
        <translation>変化区分</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/checklist.py" line="131"/>
        <source>Priority (0–1)</source>
        <translation>優先度 (0–1)</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/checklist.py" line="131"/>
        <source>Score, highest</source>
        <translation>変化スコア（最大）</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="92"/>
        <source>Reasons</source>
        <translation>抽出理由</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/checklist.py" line="131"/>
        <source>GSI Maps</source>
        <translation>地理院地図</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/checklist.py" line="131"/>
        <source>Google Maps</source>
        <translation>Googleマップ</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/checklist.py" line="131"/>
        <source>Date of visit</source>
        <translation>現地確認日</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/checklist.py" line="131"/>
        <source>Visited by</source>
        <translation>確認者</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/checklist.py" line="131"/>
        <source>Status</source>
        <translation>対応状況</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/checklist.py" line="131"/>
        <source>Finding</source>
        <translation>確認結果</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/checklist.py" line="131"/>
        <source>Emergency measures</source>
        <translation>応急対策</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/checklist.py" line="131"/>
        <source>Remarks</source>
        <translation>備考</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/checklist.py" line="172"/>
        <source>Fill in the columns with a yellow heading. Leave the other columns as they are.</source>
        <translation>見出しが黄色の列に記入してください。ほかの列は変更しないでください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/checklist.py" line="172"/>
        <source>Rows may be sorted and filtered. The hidden first column names the place: do not change it.</source>
        <translation>行の並べ替えや絞り込みは自由にできます。非表示の先頭列は箇所を識別するための管理キーです。変更しないでください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/checklist.py" line="202"/>
        <source>Field-check list of places with altered ground</source>
        <translation>土地改変箇所 現地確認リスト</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/checklist.py" line="218"/>
        <source>Field check list</source>
        <translation>現地確認リスト</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/checklist.py" line="286"/>
        <source>Made on {date} · {count} places</source>
        <translation>作成日 {date}・{count}箇所</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/checklist.py" line="290"/>
        <source>Image before: {before} (taken {before_date}) · image after: {after} (taken {after_date})</source>
        <translation>前時期画像: {before}（撮影日 {before_date}）・後時期画像: {after}（撮影日 {after_date}）</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/checklist.py" line="329"/>
        <source>No candidate was found.</source>
        <translation>候補はありません。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/checklist.py" line="353"/>
        <source>Value lists</source>
        <translation>選択肢</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/checklist.py" line="376"/>
        <source>Instructions</source>
        <translation>記入要領</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/checklist.py" line="381"/>
        <source>How to use this list</source>
        <translation>このリストの使い方</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/checklist.py" line="399"/>
        <source>Choose one of the values of the list.</source>
        <translation>プルダウンリストから選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/checklist.py" line="409"/>
        <source>Enter a date like 2026/5/14.</source>
        <translation>日付は「2026/5/14」のように入力してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/checklist.py" line="430"/>
        <source>Page {page} of {pages}</source>
        <translation>{page} / {pages} ページ</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/values.py" line="11"/>
        <source>not yet visited</source>
        <translation>未確認</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/values.py" line="12"/>
        <source>visited</source>
        <translation>現地確認済</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/values.py" line="13"/>
        <source>being corrected</source>
        <translation>是正指導中</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/values.py" line="14"/>
        <source>corrected</source>
        <translation>是正完了</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/values.py" line="15"/>
        <source>lawful</source>
        <translation>適正</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/values.py" line="16"/>
        <source>false detection</source>
        <translation>誤検出</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/values.py" line="21"/>
        <source>safety survey needed</source>
        <translation>安全性把握調査が必要</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/values.py" line="22"/>
        <source>keep watching</source>
        <translation>経過観察</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/values.py" line="23"/>
        <source>no action for now</source>
        <translation>当面対応不要</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/values.py" line="28"/>
        <source>needed</source>
        <translation>必要</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/values.py" line="29"/>
        <source>not needed</source>
        <translation>不要</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/candidates.py" line="13"/>
        <source>vegetation → bare</source>
        <translation>植生→裸地</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/candidates.py" line="14"/>
        <source>other → bare</source>
        <translation>その他→裸地</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/candidates.py" line="15"/>
        <source>bare → vegetation</source>
        <translation>裸地→植生</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/candidates.py" line="16"/>
        <source>other change</source>
        <translation>その他の変化</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/candidates.py" line="17"/>
        <source>masked, but changed</source>
        <translation>雲マスク内の変化</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/candidates.py" line="22"/>
        <source>Vegetation before, bare ground now ({share} % of the place).</source>
        <translation>植生から裸地に変化（面積の{share}%）</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/candidates.py" line="23"/>
        <source>Bare ground now that was neither vegetation nor the same ground before ({share} % of the place).</source>
        <translation>植生・裸地以外から裸地に変化（面積の{share}%）</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/candidates.py" line="26"/>
        <source>Bare before, vegetation now ({share} % of the place).</source>
        <translation>裸地から植生に変化（面積の{share}%）</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/candidates.py" line="27"/>
        <source>Changed, but not to bare ground ({share} % of the place): a roof, a crop or water, perhaps.</source>
        <translation>裸地以外への変化（面積の{share}%）。屋根、農作物、水面などの可能性</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/candidates.py" line="34"/>
        <source>Change score {mean} on average, {maximum} at most (0.5 is the threshold).</source>
        <translation>スコア平均{mean}、最大{maximum}（しきい値0.5）</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/candidates.py" line="37"/>
        <source>Compact outline (compactness {compactness}), as earthworks have.</source>
        <translation>土工事に多い形状（まとまり度{compactness}）</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/candidates.py" line="38"/>
        <source>Ragged or drawn-out outline (compactness {compactness}): perhaps a road edge or a shadow.</source>
        <translation>不整形または細長い形状（まとまり度{compactness}）。道路の縁や影の可能性</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/candidates.py" line="41"/>
        <source>Only {cells} cells large: at the limit of what this image can show.</source>
        <translation>{cells}ピクセルのみで、画像から判別できる限界</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/candidates.py" line="42"/>
        <source>{share} % of its edge borders on ground hidden by cloud: it may be larger.</source>
        <translation>外周の{share}%が雲に隣接、より広い可能性</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="26"/>
        <source>not known</source>
        <translation>不明</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="38"/>
        <source>Sensor</source>
        <translation>センサ</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="39"/>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="40"/>
        <source>{x} right, {y} down, corrected</source>
        <translation>右方向{x}、下方向{y}（補正済み）</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="40"/>
        <source>{x} right, {y} down, not corrected</source>
        <translation>右方向{x}、下方向{y}（補正なし）</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="52"/>
        <source>Area compared</source>
        <translation>比較した面積</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="57"/>
        <source>Changed cells</source>
        <translation>変化したピクセル数</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="61"/>
        <source>Candidates</source>
        <translation>候補数</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="90"/>
        <source>Score</source>
        <translation>スコア</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="91"/>
        <source>Latitude, longitude</source>
        <translation>緯度、経度</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="113"/>
        <source>Candidates by kind of change</source>
        <translation>変化区分別の候補</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="114"/>
        <source>Number</source>
        <translation>箇所数</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="114"/>
        <source>Area (ha)</source>
        <translation>面積 (ha)</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="123"/>
        <source>The first {count} candidates</source>
        <translation>上位{count}箇所の候補</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="126"/>
        <source>Detection of altered ground</source>
        <translation>土地改変箇所の検出結果</translation>
    </message>
    <message>
        <location filename="../plugin/core/raster.py" line="108"/>
        <source>{name}: the file {path} does not exist. Choose another file.</source>
        <translation>{name}: ファイル {path} がありません。別のファイルを選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/raster.py" line="116"/>
        <source>{name}: {path} cannot be opened as an image ({detail}). Choose a raster file.</source>
        <translation>{name}: {path} を画像として開けません（{detail}）。ラスタファイルを選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/raster.py" line="127"/>
        <source>{name}: {path} is a container of several images. Choose one of them: {inside}.</source>
        <translation>{name}: {path} には複数の画像が入っています。次のいずれか1つを選んでください: {inside}。</translation>
    </message>
    <message>
        <location filename="../plugin/core/raster.py" line="178"/>
        <source>{name} has no position on the ground. Georeference it first.</source>
        <translation>{name}に位置情報がありません。先にジオリファレンサで位置を付けてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/raster.py" line="183"/>
        <source>{name} is rotated or not north-up. Warp it to a north-up grid first.</source>
        <translation>{name}が回転しているか、上が北になっていません。先に再投影（warp）で北が上の画像に変換してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/files.py" line="49"/>
        <source>{path} cannot be written: its folder does not exist. Choose another place.</source>
        <translation>{path} に書き込めません。フォルダがありません。別の出力先を選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/base.py" line="249"/>
        <source>{name}: the layer {layer} is no raster file (it comes from {provider}). Save it first.</source>
        <translation>{name}: レイヤ「{layer}」はラスタファイルではありません（プロバイダ: {provider}）。先にファイルに保存してください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/features.py" line="49"/>
        <source>{name}: feature {number} cannot be brought into {crs}. Check its coordinate system.</source>
        <translation>{name}: 地物{number}を{crs}に変換できません。レイヤの座標参照系を確認してください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/features.py" line="98"/>
        <source>{name} has no field {field}. It has: {fields}.</source>
        <translation>{name}にフィールド {field} がありません。次の中から選んでください: {fields}。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/styling.py" line="19"/>
        <source>no change</source>
        <translation>変化なし</translation>
    </message>
    <message>
        <location filename="../plugin/processing/styling.py" line="19"/>
        <source>Rank 1–10</source>
        <translation>順位 1–10</translation>
    </message>
    <message>
        <location filename="../plugin/processing/styling.py" line="19"/>
        <source>Rank 11–57</source>
        <translation>順位 11–57</translation>
    </message>
    <message>
        <location filename="../plugin/processing/styling.py" line="19"/>
        <source>Lower ranks</source>
        <translation>順位 58以降</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="16"/>
        <source>Accuracy of the detection</source>
        <translation>検出結果の精度</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="17"/>
        <source>By place</source>
        <translation>箇所ごとの精度</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="18"/>
        <source>By kind of place</source>
        <translation>種別ごとの検出状況</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="19"/>
        <source>By cell</source>
        <translation>ピクセルごとの精度</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="20"/>
        <source>Weighted by area</source>
        <translation>面積で重み付けした推定</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="21"/>
        <source>Measure</source>
        <translation>指標</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="22"/>
        <source>Value</source>
        <translation>値</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="23"/>
        <source>95 % interval</source>
        <translation>95%信頼区間</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="24"/>
        <source>Meaning</source>
        <translation>意味</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="25"/>
        <source>cannot be told</source>
        <translation>算出不可</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="26"/>
        <source>Precision</source>
        <translation>適合率</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="27"/>
        <source>Recall</source>
        <translation>再現率</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="28"/>
        <source>Precision by area</source>
        <translation>適合率（面積）</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="29"/>
        <source>Recall by area</source>
        <translation>再現率（面積）</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="30"/>
        <source>F1 by area</source>
        <translation>F1（面積）</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="31"/>
        <source>Precision among the first {n}</source>
        <translation>適合率（上位{n}箇所）</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="32"/>
        <source>Overall accuracy</source>
        <translation>全体精度</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="33"/>
        <source>{hits} of {total} candidates are true</source>
        <translation>候補{total}箇所のうち{hits}箇所が正解</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="34"/>
        <source>{hits} of {total} places to be found were found</source>
        <translation>対象{total}箇所のうち{hits}箇所を検出</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="35"/>
        <source>Harmonic mean of precision and recall</source>
        <translation>適合率と再現率の調和平均</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="36"/>
        <source>Share of the candidates&apos; area inside places to be found</source>
        <translation>候補の面積のうち、検出対象に入る割合</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="37"/>
        <source>Share of the area to be found inside candidates</source>
        <translation>検出対象の面積のうち、候補に入る割合</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="38"/>
        <source>Of the labelled cells reported as changed, share truly changed</source>
        <translation>変化ありと検出した判読済みピクセルのうち、実際に変化していた割合</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="41"/>
        <source>Of the truly changed cells, share reported as changed</source>
        <translation>実際に変化していたピクセルのうち、変化ありと検出した割合</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="42"/>
        <source>Share of labelled cells where map and reference agree</source>
        <translation>判読済みピクセルのうち、検出結果と検証データが一致した割合</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="43"/>
        <source>Cohen&apos;s kappa: agreement beyond chance, 1 is perfect, 0 is chance</source>
        <translation>カッパ係数: 偶然を除いた一致度（1は完全一致、0は偶然と同程度）</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="49"/>
        <source>There is no candidate, so the precision cannot be told.</source>
        <translation>候補がないため、適合率は算出できません。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="50"/>
        <source>The reference has no place to be found, so the recall cannot be told.</source>
        <translation>検証データに検出対象がないため、再現率は算出できません。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="51"/>
        <source>No labelled cell lies where the map has data, so the accuracy cannot be told.</source>
        <translation>検出結果にデータがある範囲に判読済みピクセルがないため、精度は算出できません。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="69"/>
        <source>Kind</source>
        <translation>種別</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="70"/>
        <source>In the reference</source>
        <translation>検証データでの扱い</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="71"/>
        <source>to be found</source>
        <translation>検出対象</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="72"/>
        <source>not to be found</source>
        <translation>対象外</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="73"/>
        <source>Places</source>
        <translation>箇所数</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="74"/>
        <source>Covered by candidates</source>
        <translation>候補が覆う箇所数</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="75"/>
        <source>Share</source>
        <translation>割合</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="76"/>
        <source>Class</source>
        <translation>区分</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="77"/>
        <source>Estimated share of the area</source>
        <translation>面積割合の推定値</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="78"/>
        <source>Labelled cells</source>
        <translation>判読済みピクセル数</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="79"/>
        <source>Map: unchanged</source>
        <translation>検出結果: 変化なし</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="80"/>
        <source>Map: changed</source>
        <translation>検出結果: 変化あり</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="81"/>
        <source>Reference: unchanged</source>
        <translation>検証データ: 変化なし</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="82"/>
        <source>Reference: changed</source>
        <translation>検証データ: 変化あり</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="83"/>
        <source>unchanged</source>
        <translation>変化なし</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="84"/>
        <source>changed</source>
        <translation>変化あり</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="85"/>
        <source>Total</source>
        <translation>計</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/object_accuracy.py" line="81"/>
        <source>The candidates</source>
        <translation>盛土候補</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/object_accuracy.py" line="82"/>
        <source>The reference</source>
        <translation>検証データ</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/accuracy.py" line="82"/>
        <source>Give exactly one of {names} to compare with the reference.</source>
        <translation>検証データと比較するデータは、{names} のうち1つだけを指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/accuracy.py" line="136"/>
        <source>Candidates are compared with polygons, but {name} is no vector layer.</source>
        <translation>盛土候補はポリゴンと比較しますが、{name}はベクタレイヤではありません。検証データにポリゴンのレイヤを選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/accuracy.py" line="177"/>
        <source>The expression {text} cannot be used: {detail}</source>
        <translation>式 {text} は使えません（{detail}）。式を修正してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy.py" line="284"/>
        <source>{reference} and {change} do not overlap. Choose a reference of the same area.</source>
        <translation>{reference}と{change}が重なっていません。同じ範囲の検証データを選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/checklist.py" line="131"/>
        <source>City / town</source>
        <translation>市区町村</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/checklist.py" line="131"/>
        <source>Score (0–1)</source>
        <translation>スコア (0–1)</translation>
    </message>
    <message>
        <location filename="../plugin/core/sample/scene.py" line="72"/>
        <source>Raising mountains and letting streams cut them</source>
        <translation>山地を隆起させ、谷を刻んでいます</translation>
    </message>
    <message>
        <location filename="../plugin/core/sample/scene.py" line="74"/>
        <source>Planting forest and building the town</source>
        <translation>森林と市街地を配置しています</translation>
    </message>
    <message>
        <location filename="../plugin/core/sample/scene.py" line="76"/>
        <source>Moving earth</source>
        <translation>盛土・切土を配置しています</translation>
    </message>
    <message>
        <location filename="../plugin/core/sample/scene.py" line="79"/>
        <source>Taking two optical images</source>
        <translation>2時期の光学画像を作成しています</translation>
    </message>
    <message>
        <location filename="../plugin/core/sample/scene.py" line="81"/>
        <source>Taking twelve SAR images</source>
        <translation>12時期のSAR画像を作成しています</translation>
    </message>
    <message>
        <location filename="../plugin/core/sample/scene.py" line="83"/>
        <source>Surveying the ground twice</source>
        <translation>2時期の標高データを作成しています</translation>
    </message>
    <message>
        <location filename="../plugin/core/sample/scene.py" line="87"/>
        <source>Drawing zones, permits and registers</source>
        <translation>規制区域、許可、台帳を作成しています</translation>
    </message>
    <message>
        <location filename="../plugin/processing/styling.py" line="19"/>
        <source>Other change</source>
        <translation>その他の変化</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy.py" line="262"/>
        <source>{reference} is in {reference_crs}, but {change} is in {change_crs}. Warp the reference to the grid of {change} (nearest neighbour) and run again.</source>
        <translation>座標参照系が、{reference}は{reference_crs}、{change}は{change_crs}で異なります。検証データを{change}のピクセルに合わせて再投影（warp）し（最近傍法）、再実行してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy.py" line="274"/>
        <source>The cells of {reference} do not coincide with those of {change}. Warp the reference to the grid of {change} (nearest neighbour) and run again.</source>
        <translation>{reference}と{change}のピクセルの並びが一致しません。検証データを{change}のピクセルに合わせて再投影（warp）し（最近傍法）、再実行してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy.py" line="315"/>
        <source>{name} holds the value {value}. A reference raster holds 0 (not labelled), 1 (unchanged) and 2 (changed); reclassify it and run again.</source>
        <translation>{name}に値{value}が含まれています。教師ラスタの値は0（未判読）、1（変化なし）、2（変化あり）です。再分類して、再実行してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy.py" line="339"/>
        <source>{name} holds the value {value}, so it is neither a CHANGE raster (codes 0–5, 255 no data) nor a SCORE raster (numbers 0–1). Choose one of these.</source>
        <translation>{name}に値{value}が含まれており、変化区分（CHANGE、値0–5、255はデータなし）でも変化スコア（SCORE、値0–1）でもありません。いずれかのラスタを選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="44"/>
        <source>A place counts as found where candidates cover at least {cover} % of its area. A candidate is true where at least {share} % of its area lies in places to be found, or where it alone covers {cover} % of one.</source>
        <translation>候補が面積の{cover}%以上を覆う箇所を「検出」とします。候補は、面積の{share}%以上が検出対象に入るか、単独で1つの検出対象の{cover}%以上を覆うときに「正解」とします。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="54"/>
        <source>{unseen} labelled cells ({changed} of them changed) lie where the map has no data (cloud, or outside it). They are not counted.</source>
        <translation>判読済みピクセルのうち{unseen}個（うち変化あり{changed}個）は、雲や範囲外のため検出結果にデータがなく、集計から除いています。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="59"/>
        <source>The intervals take every cell as an independent sample. Neighbouring cells are alike, so where areas rather than single points were labelled, the true uncertainty is larger.</source>
        <translation>信頼区間は、各ピクセルを独立した標本とみなして計算しています。隣り合うピクセルは似ているため、点ではなく面で判読した場合、実際の不確かさはこれより大きくなります。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="64"/>
        <source>Estimates for the whole map after Olofsson et al. 2014 (doi 10.1016/j.rse.2014.02.015), with 95 % intervals. They hold only if the labelled cells were drawn at random within each class of the map.</source>
        <translation>Olofsson et al. 2014（doi 10.1016/j.rse.2014.02.015）による地図全体の推定値と95%信頼区間です。判読済みピクセルを、検出結果の区分ごとに無作為に抽出した場合にだけ成り立ちます。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/check.py" line="147"/>
        <source>The shift could not be measured: too little of the two images agrees. Check that both show the same place and are not mostly cloud.</source>
        <translation>2時期の画像に一致する部分が少なく、位置ずれを測定できませんでした。同じ場所の画像か、大半が雲に覆われていないかを確認してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/check.py" line="165"/>
        <source>AFTER lies {x} pixels right and {y} pixels down of BEFORE, more than half a pixel. Run again with co-registration switched on.</source>
        <translation>後時期画像が前時期画像に対して右方向に{x}ピクセル、下方向に{y}ピクセルずれており、0.5ピクセルを超えています。「位置ずれを補正する」をオンにして再実行してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/check.py" line="175"/>
        <source>The shift differs from place to place (spread {spread} pixels), as steep terrain or a bent image cause; expect false edges where it is larger.</source>
        <translation>位置ずれの量が場所によって異なります（ばらつき{spread}ピクセル）。急峻な地形や画像のひずみが原因と考えられます。位置ずれの大きい場所では、地物の縁が誤って変化として抽出されることがあります。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/check.py" line="184"/>
        <source>The images have different cells. Run again with co-registration switched on, which brings AFTER onto the grid of BEFORE.</source>
        <translation>2時期の画像でピクセルの大きさまたは並びが異なります。「位置ずれを補正する」をオンにして再実行すると、後時期画像が前時期画像のピクセルに合います。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/check.py" line="205"/>
        <source>Without a cloud mask for both dates the share of cloud is unknown; clouds look like change.</source>
        <translation>両時期の雲マスクがそろっていないため、雲の割合が分かりません。雲は変化として抽出されることがあります。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/check.py" line="221"/>
        <source>Bands {bands} hardly resemble each other on the two dates (correlation below {limit}): another season, cloud, or another order of bands?</source>
        <translation>バンド {bands} は2時期でほとんど似ていません（相関係数が{limit}未満）。季節の違い、雲、バンドの順序の違いがないか確認してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/irmad.py" line="234"/>
        <source>A band of the pair is constant, or a copy of other bands, so that the bands cannot be told apart. Check the order of the bands and leave such bands out.</source>
        <translation>値が一定のバンド、またはほかのバンドの複製とみられるバンドがあり、計算できません。バンドの順序を確認し、そのバンドを除いてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/masks.py" line="57"/>
        <source>{name} lies in another coordinate system than the images. Reproject it to theirs (nearest cell).</source>
        <translation>{name}の座標参照系が画像と異なります。画像の座標参照系に再投影してください（リサンプリングは最近傍法）。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/object_accuracy.py" line="131"/>
        <source>{what}: feature {number} is no polygon with an area. Remove it, or choose a layer of polygons.</source>
        <translation>{what}: 地物{number}は面積のあるポリゴンではありません。この地物を削除するか、ポリゴンのレイヤを選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/objects.py" line="86"/>
        <source>{name} and {other} do not lie on the same cells. Choose the results of one and the same run.</source>
        <translation>{name}と{other}のピクセルの並びが一致しません。同じ実行で得た結果を選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/optical.py" line="159"/>
        <source>Only {clear} cells of {all} are seen on both dates; the rest is masked or holds no data. Choose dates with less cloud, or check that each mask belongs to its image.</source>
        <translation>両時期とも地表が見えるのは、{all}ピクセルのうち{clear}ピクセルだけで、残りはマスク範囲かデータなしです。雲の少ない時期の画像を選ぶか、雲マスクと画像の組み合わせを確認してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/pair.py" line="100"/>
        <source>The AFTER image is in {theirs}, the BEFORE image in {ours}. Reproject one to the other&apos;s coordinate system (Raster &gt; Projections &gt; Warp) and run again.</source>
        <translation>座標参照系が、後時期画像は{theirs}、前時期画像は{ours}で異なります。一方を他方の座標参照系に再投影し（「ラスタ」＞「投影法」＞「再投影（warp）」）、再実行してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/pair.py" line="112"/>
        <source>The BEFORE image has {before} bands, the AFTER image {after}. Both must hold the same bands in the same order.</source>
        <translation>バンド数が、前時期画像は{before}、後時期画像は{after}で異なります。同じバンドを同じ順序で収めた画像を選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/pair.py" line="128"/>
        <source>The images do not overlap: BEFORE covers {before}, AFTER {after}. Choose two images of one place.</source>
        <translation>2時期の画像が重なっていません（前時期画像の範囲: {before}、後時期画像の範囲: {after}）。同じ場所の画像を選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/pair.py" line="177"/>
        <source>The images have different cells (BEFORE {before}, AFTER {after}). Switch on co-registration to bring AFTER onto the grid of BEFORE.</source>
        <translation>2時期の画像でピクセルの大きさまたは並びが異なります（前時期画像 {before}、後時期画像 {after}）。「位置ずれを補正する」をオンにすると、後時期画像が前時期画像のピクセルに合います。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/pair.py" line="188"/>
        <source>The AFTER image lies {x} pixels right and {y} pixels down of the BEFORE image; beyond half a pixel most of what is found would be edges. Switch on co-registration to correct it.</source>
        <translation>後時期画像が前時期画像に対して右方向に{x}ピクセル、下方向に{y}ピクセルずれています。0.5ピクセルを超えると、抽出結果の大半が地物の縁になってしまいます。「位置ずれを補正する」をオンにしてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/pair.py" line="207"/>
        <source>The shift between the images cannot be measured: too little of them agrees. Check that both show the same place, or run without co-registration.</source>
        <translation>2時期の画像に一致する部分が少なく、位置ずれを測定できません。同じ場所の画像か確認するか、「位置ずれを補正する」をオフにして実行してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/sensors.py" line="59"/>
        <source>The sensor is custom, but its bands are not named. List them in file order, such as {example}.</source>
        <translation>センサに「バンドの並びを指定」が選ばれていますが、バンド名が空欄です。ファイル内の順にバンド名を指定してください（例: {example}）。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/sensors.py" line="77"/>
        <source>{name} has {count} bands, but {sensor} images have {expected}. Choose the sensor that took the image, or name its bands.</source>
        <translation>{name}は{count}バンドですが、{sensor}の画像は{expected}バンドです。撮影したセンサを選ぶか、「バンドの並び」を指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/sensors.py" line="89"/>
        <source>{name} holds {dtype} values, which {sensor} images never do. Choose the sensor that took the image, or name its bands.</source>
        <translation>{name}のデータ型は{dtype}で、{sensor}の画像ではあり得ません。撮影したセンサを選ぶか、「バンドの並び」を指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/sensors.py" line="124"/>
        <source>The list of bands {bands} cannot be used. Name each band once, in file order, by one of {roles}, or - to leave it out; red and nir are needed.</source>
        <translation>「バンドの並び」に指定した {bands} は使えません。次の名前をファイル内の順に1回ずつ指定し、使わないバンドは「-」としてください（redとnirは必須）: {roles}</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/sensors.py" line="134"/>
        <source>{name} has {count} bands, but {listed} are named. Name every band of the file, - for unused.</source>
        <translation>{name}は{count}バンドですが、「バンドの並び」に{listed}個が指定されています。使わないバンドは「-」として、すべてのバンドを指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/checklist.py" line="172"/>
        <source>Enter the date of visit like 2026/5/14. Status, finding and emergency measures have drop-down lists.</source>
        <translation>現地確認日は「2026/5/14」のように入力してください。対応状況、確認結果、応急対策はプルダウンリストから選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/checklist.py" line="172"/>
        <source>Status: choose “visited” after the visit, then “being corrected” and “corrected” as the case goes on; “lawful” or “false detection” closes it.</source>
        <translation>対応状況は、現地確認後に「現地確認済」とし、その後の進捗に応じて「是正指導中」「是正完了」としてください。問題がない場合は「適正」または「誤検出」として終了します。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/checklist.py" line="172"/>
        <source>The list shows places where the ground seems to have changed between two images. Being listed does not mean that a work is improper; the visit and the permits decide.</source>
        <translation>このリストは、2時期の画像の間に土地が改変されたとみられる箇所を示すものです。掲載されていても、不適正な盛土とは限りません。現地確認と許可等の状況により判断してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/checklist.py" line="172"/>
        <source>Latitude and longitude are JGD2011. X is north and Y is east in the plane rectangular system, in metres, at a point inside the place.</source>
        <translation>緯度・経度はJGD2011です。X座標は北方向、Y座標は東方向の平面直角座標（m）で、いずれも箇所の内部の1点の値です。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/checklist.py" line="172"/>
        <source>The area is what the image shows; it depends on the size of the image&apos;s cells and is no survey.</source>
        <translation>面積は画像から求めた値です。画像のピクセルサイズに左右され、測量の成果ではありません。</translation>
    </message>
    <message>
        <location filename="../plugin/core/files.py" line="77"/>
        <source>{path} cannot be written ({detail}). Check that the disk has room and the folder may be written to, and that no other program has the file open.</source>
        <translation>{path} に書き込めません（{detail}）。ディスクの空き容量とフォルダの書き込み権限を確認し、ほかのプログラムでこのファイルを開いていれば閉じてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/candidates.py" line="30"/>
        <source>Masked as cloud in the later image, yet it looks like bare ground there ({share} % of the place).</source>
        <translation>後時期は雲マスク内だが裸地状（面積の{share}%）</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="94"/>
        <source>Two images show where the ground&apos;s cover changed, not whether earth was moved: a clear-cut or a ploughed field looks like a fill. What clouds hid is unknown, not unchanged. Nothing found was dropped; all candidates are in the layer.</source>
        <translation>2時期の画像から分かるのは地表の被覆が変わったことであり、土が動かされたかどうかまでは分かりません。皆伐地や耕起した畑も、盛土と同じように見えます。雲に隠れた範囲は「変化なし」ではなく「不明」です。見つかった箇所は除外せず、すべての候補をレイヤに残しています。</translation>
    </message>
    <message>
        <location filename="../plugin/core/grid.py" line="53"/>
        <source>{name} has no coordinate reference system. Assign the right one to the file (for Tokyo usually EPSG:6677) and run again.</source>
        <translation>{name}に座標参照系が設定されていません。ファイルに正しい座標参照系（東京都では通常EPSG:6677）を設定し、再実行してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/grid.py" line="62"/>
        <source>{name} is in degrees ({crs}), but areas and distances need metres. Reproject it to a plane rectangular system (for Tokyo EPSG:6677) and run again.</source>
        <translation>{name}の座標参照系は度単位の{crs}で、面積と距離をメートルで計算できません。平面直角座標系（東京都ではEPSG:6677）に再投影し、再実行してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/raster.py" line="243"/>
        <source>{name}: {path} is damaged or incomplete (it ends before its image does). Copy or download it again.</source>
        <translation>{name}: {path} が破損しているか不完全です（画像の途中でファイルが終わっています）。もう一度コピーまたはダウンロードしてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/files.py" line="44"/>
        <source>{path} cannot be written: it is a folder. Choose the name of a file.</source>
        <translation>{path} に書き込めません。フォルダが指定されています。ファイル名を指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/files.py" line="60"/>
        <source>{path} needs about {needed} MB, but its disk has {free} MB free. Make room or choose another disk.</source>
        <translation>{path} には約{needed} MB必要ですが、ディスクの空き容量は{free} MBです。空き容量を増やすか、別のディスクを選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/base.py" line="280"/>
        <source>{path} cannot be written: its folder cannot be made ({detail}). Choose another place.</source>
        <translation>{path} に書き込めません。フォルダを作成できませんでした（{detail}）。別の出力先を選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/features.py" line="32"/>
        <source>{name} has no coordinate reference system. Assign the right one to the layer and run again.</source>
        <translation>{name}に座標参照系が設定されていません。レイヤに正しい座標参照系を設定し、再実行してください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/features.py" line="84"/>
        <source>{name} is not in a projected coordinate system ({crs}). Reproject it (for Tokyo to EPSG:6677).</source>
        <translation>{name}の座標参照系（{crs}）は投影座標系ではありません。投影座標系（東京都ではEPSG:6677）に再投影してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/masks.py" line="132"/>
        <source>{name} is no cloud mask that can be recognised (values {least} to {most}). Use Sentinel-2 SCL, Landsat QA_PIXEL, or a mask of 0 (seen) and 1 (cloud).</source>
        <translation>{name}の形式を判別できません（値の範囲{least}～{most}）。Sentinel-2のSCL、LandsatのQA_PIXEL、または0（地表が見える）と1（雲）の雲マスクを使ってください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/objects.py" line="73"/>
        <source>{name} holds no codes of change ({count} bands of {dtype}, where one of uint8 is expected). Choose the CHANGE raster of a change detection.</source>
        <translation>{name}は変化区分のラスタではありません（{dtype}の{count}バンド。変化区分はuint8の1バンド）。変化抽出で得たCHANGEのラスタを選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/pair.py" line="137"/>
        <source>The images share only {columns} × {rows} cells; at least {least} in each direction are needed. Choose larger images, or images that overlap more.</source>
        <translation>2時期の画像の重なりが{columns} × {rows}ピクセルしかありません。縦横とも{least}ピクセル以上必要です。より大きな画像か、重なりの広い画像を選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/pair.py" line="198"/>
        <source>The shift between the images cannot be measured: too little of them agrees. Check that both show the same place, or bring AFTER onto the cells of BEFORE yourself (Raster &gt; Projections &gt; Warp) and run without co-registration.</source>
        <translation>2時期の画像に一致する部分が少なく、位置ずれを測定できません。同じ場所の画像か確認してください。同じ場所であれば、後時期画像を前時期画像のピクセルに合わせて再投影し（「ラスタ」＞「投影法」＞「再投影（warp）」）、「位置ずれを補正する」をオフにして実行してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/sensors.py" line="70"/>
        <source>The sensor {sensor} is not known. Choose one of {known}.</source>
        <translation>センサ {sensor} はありません。次の中から選んでください: {known}。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/optical.py" line="190"/>
        <source>{name}: band {number} ({role}) holds nothing but {value} in the area compared. Check the file, or name its bands and leave this one out.</source>
        <translation>{name}のバンド{number}（{role}）は、比較範囲がすべて{value}です。ファイルを確認するか、バンド名を指定してこのバンドを除いてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/optical.py" line="209"/>
        <source>{path} is an input, or named for two results. Give each result a name of its own.</source>
        <translation>{path}は入力ファイル、または別の出力と同じ名前です。出力ごとに異なる名前を指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/check.py" line="155"/>
        <source>After correction AFTER still lies {x} pixels right and {y} pixels down of BEFORE, so the measured shift cannot be trusted. Check that the masks belong to these images and that both show the same place.</source>
        <translation>補正後も、後時期画像は前時期画像に対して右方向{x}ピクセル、下方向{y}ピクセルずれており、計測した位置ずれを信頼できません。雲マスクがこの画像のものか、2枚が同じ場所かを確認してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/check.py" line="212"/>
        <source>The images are in degrees. Change detection needs metres: reproject both to a plane rectangular system first (for Tokyo EPSG:6677).</source>
        <translation>画像の座標が緯度経度（度）です。変化抽出にはメートル単位の座標が必要です。先に2枚とも平面直角座標系（東京都はEPSG:6677）に再投影してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/optical.py" line="174"/>
        <source>The shift between the images cannot be corrected: {x} pixels right and {y} pixels down are left after it. Check that the masks belong to these images and that both show the same place.</source>
        <translation>画像間の位置ずれを補正できません（補正後も右方向{x}ピクセル、下方向{y}ピクセルのずれが残ります）。雲マスクがこの画像のものか、2枚が同じ場所かを確認してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/sensors.py" line="107"/>
        <source>{name} has {count} bands, which no sensor preset knows. Name its bands in file order, such as {example}; without red and near infrared change of vegetation cannot be told.</source>
        <translation>{name}は{count}バンドで、対応するセンサの設定がありません。ファイルの順にバンド名を指定してください（例: {example}）。赤と近赤外のバンドがないと、植生の変化は判別できません。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="53"/>
        <source>Hidden by cloud on either date, or without data</source>
        <translation>いずれかの時期に雲で隠れた、またはデータなしの割合</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="102"/>
        <source>IR-MAD did not settle within {rounds} rounds: the scene may be too small or too changed for it.</source>
        <translation>IR-MADは{rounds}回の反復で収束しませんでした。範囲が小さすぎるか、変化が多すぎる可能性があります。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/base.py" line="151"/>
        <source>{name}: {path} is already {other} of this run. Give the result a name of its own.</source>
        <translation>{name}: {path}は、この実行で{other}に使われています。別の名前を指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/base.py" line="162"/>
        <source>{name}: {path} must end with {endings}, which is what is written.</source>
        <translation>{name}: {path}の拡張子は{endings}にしてください（この形式で書き出します）。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/base.py" line="315"/>
        <source>{name}={value} is no choice. Give one of: {choices}.</source>
        <translation>{name}={value}は選択肢にありません。次のいずれかを指定してください: {choices}</translation>
    </message>
    <message>
        <location filename="../plugin/processing/base.py" line="330"/>
        <source>{name}={value} is out of range. Give a number {range}.</source>
        <translation>{name}={value}は範囲外です。次の範囲の数値を指定してください: {range}</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldchecklist.py" line="98"/>
        <source>{name} holds no polygons. Choose the area to list, or none.</source>
        <translation>{name}にポリゴンがありません。リストにする範囲のレイヤを選ぶか、空欄にしてください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/makesample.py" line="73"/>
        <source>{path} holds images that are no sample scene. Choose an empty folder for the sample.</source>
        <translation>{path}には模擬データではない画像があります。模擬データ用に空のフォルダを指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="140"/>
        <source>BEFORE is dated {first}, AFTER {second}: the earlier image must be BEFORE. Swap the images or correct the dates.</source>
        <translation>前時期画像の撮影日が{first}、後時期画像の撮影日が{second}です。撮影日の古いほうを前時期画像にしてください。画像を入れ替えるか、日付を直してください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="168"/>
        <source>{name} holds no polygons. Choose a layer of municipal areas, or none.</source>
        <translation>{name}にポリゴンがありません。市区町村ポリゴンのレイヤを選ぶか、空欄にしてください。</translation>
    </message>
</context>
</TS>
