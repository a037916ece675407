<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja_JP" sourcelanguage="en">
<context>
    <name>@default</name>
    <message>
        <location filename="../plugin/ui/fill/dock.py" line="19"/>
        <source>Improper fill</source>
        <translation>不適正盛土</translation>
    </message>
    <message>
        <location filename="../plugin/ui/fieldwork/dock.py" line="14"/>
        <source>Field checks</source>
        <translation>現地確認</translation>
    </message>
    <message>
        <location filename="../plugin/processing/base.py" line="123"/>
        <source>These Python libraries are missing: {names}. Install them with the command below, then restart QGIS.
{command}</source>
        <translation>次のPythonライブラリが不足しています: {names}。下のコマンドでインストールしてから、QGISを再起動してください。
{command}</translation>
    </message>
    <message>
        <location filename="../plugin/processing/base.py" line="133"/>
        <source>Unknown parameter {unknown}. {algorithm} takes: {known}.</source>
        <translation>パラメータ {unknown} はありません。{algorithm} で指定できるのは次のパラメータです: {known}。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/base.py" line="308"/>
        <source>Language of the document</source>
        <translation>文書の言語</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/sampleresults.py" line="50"/>
        <source>Field-check list</source>
        <translation>現地確認リスト</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triage.py" line="36"/>
        <source>Fill candidates</source>
        <translation>盛土候補</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/sites.py" line="93"/>
        <source>Only inside this area</source>
        <translation>対象区域</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/sites.py" line="97"/>
        <source>Only the first ranks</source>
        <translation>掲載する順位の上限</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldchecklist.py" line="119"/>
        <source>{count} places listed.</source>
        <translation>{count}箇所をリストに掲載しました。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="541"/>
        <source>ID</source>
        <translation>ID</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="60"/>
        <source>Rank</source>
        <translation>順位</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="61"/>
        <source>Priority (0–1)</source>
        <translation>優先度 (0–1)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/candidates.py" line="23"/>
        <source>Code of change</source>
        <translation>変化区分コード</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/sarchange.py" line="87"/>
        <source>Kind of change</source>
        <translation>変化区分</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/candidates.py" line="23"/>
        <source>Share of that kind</source>
        <translation>変化区分の割合</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/candidates.py" line="23"/>
        <source>Mean change score</source>
        <translation>変化スコア（平均）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/candidates.py" line="23"/>
        <source>Highest change score</source>
        <translation>変化スコア（最大）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/surfaces.py" line="213"/>
        <source>Area (m²)</source>
        <translation>面積 (m²)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/candidates.py" line="23"/>
        <source>Compactness (0–1)</source>
        <translation>まとまり度 (0–1)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/candidates.py" line="23"/>
        <source>Edge hidden by cloud (share)</source>
        <translation>雲に接する外周の割合</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="98"/>
        <source>Date of BEFORE</source>
        <translation>前時期画像の撮影日</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="99"/>
        <source>Date of AFTER</source>
        <translation>後時期画像の撮影日</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="30"/>
        <source>BEFORE image</source>
        <translation>前時期画像</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="38"/>
        <source>AFTER image</source>
        <translation>後時期画像</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="542"/>
        <source>Municipality</source>
        <translation>市区町村</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/candidates.py" line="23"/>
        <source>Latitude</source>
        <translation>緯度</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/candidates.py" line="23"/>
        <source>Longitude</source>
        <translation>経度</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/candidates.py" line="23"/>
        <source>Reasons</source>
        <translation>抽出理由</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/candidates.py" line="23"/>
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
        <location filename="../plugin/processing/pointcloud/pointcloudquality.py" line="106"/>
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
        <location filename="../plugin/processing/fill/detectfill.py" line="35"/>
        <source>Detect improper fill</source>
        <translation>不適正盛土の検出</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/sarchange.py" line="86"/>
        <source>Change score</source>
        <translation>変化スコア</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/fillcandidates.py" line="73"/>
        <source>Number of candidates</source>
        <translation>候補数</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/fillcandidates.py" line="109"/>
        <source>{count} candidates.</source>
        <translation>盛土候補は{count}箇所です。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/fillcandidates.py" line="34"/>
        <source>Fill candidates from change</source>
        <translation>変化からの盛土候補の抽出</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/fillcandidates.py" line="47"/>
        <source>Change score (optical)</source>
        <translation>変化スコア（光学）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/fillcandidates.py" line="47"/>
        <source>Kind of change (optical)</source>
        <translation>変化区分（光学）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/fillcandidates.py" line="47"/>
        <source>CHANGE of the same run.</source>
        <translation>同じ実行で得たCHANGEです。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/fillcandidates.py" line="47"/>
        <source>Gain of bare soil (optical)</source>
        <translation>裸地の増加（光学）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/fillcandidates.py" line="47"/>
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
        <location filename="../plugin/processing/fill/opticalseries.py" line="107"/>
        <source>Gain of bare soil</source>
        <translation>裸地の増加</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/opticalseries.py" line="107"/>
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
        <location filename="../plugin/processing/fill/opticalseries.py" line="185"/>
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
        <location filename="../plugin/processing/fill/pairs.py" line="38"/>
        <source>The later image: same bands, same order, same coordinate system.</source>
        <translation>撮影日の新しいほうの画像です。前時期画像と、バンドの構成・順序、座標参照系が同じものを指定します。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="43"/>
        <source>Cloud mask of BEFORE</source>
        <translation>前時期画像の雲マスク</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="43"/>
        <source>Sentinel-2 SCL, Landsat QA_PIXEL, or 0 where the ground is seen and 1 where it is not.</source>
        <translation>Sentinel-2のSCL、LandsatのQA_PIXEL、または、地表が見えるピクセルを0、見えないピクセルを1としたラスタです。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="49"/>
        <source>Cloud mask of AFTER</source>
        <translation>後時期画像の雲マスク</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="49"/>
        <source>As for BEFORE.</source>
        <translation>前時期画像の雲マスクと同じ形式です。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="53"/>
        <source>Kind of masks</source>
        <translation>雲マスクの種類</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="53"/>
        <source>recognised from their values</source>
        <translation>値から自動判別</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="53"/>
        <source>0 seen, anything else not</source>
        <translation>0は地表が見える、0以外は見えない</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="68"/>
        <source>Sensor</source>
        <translation>センサ</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="68"/>
        <source>recognised from the bands</source>
        <translation>バンド構成から自動判別</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="68"/>
        <source>bands named below</source>
        <translation>バンドの並びを指定</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="74"/>
        <source>Bands in file order</source>
        <translation>バンドの並び（ファイル内の順）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="74"/>
        <source>For other sensors: one name each, such as blue,green,red,nir,swir1,swir2; - leaves a band out.</source>
        <translation>一覧にないセンサの場合に、バンド名を順に指定します（例: blue,green,red,nir,swir1,swir2）。使わないバンドは「-」とします。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/classifyground.py" line="67"/>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="81"/>
        <source>IR-MAD: all bands, unmoved by season and haze (recommended)</source>
        <translation>IR-MAD（推奨。全バンドを使い、季節差やもやの影響を受けにくい）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="81"/>
        <source>CVA: length of the change vector</source>
        <translation>CVA（変化ベクトルの長さ）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="81"/>
        <source>NDVI and bare-ground index</source>
        <translation>NDVIと裸地指数の差分</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="91"/>
        <source>Correct a shift of AFTER</source>
        <translation>位置ずれを補正する</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="91"/>
        <source>Without it, a pair more than half a pixel apart is refused.</source>
        <translation>オフの場合、位置ずれが0.5ピクセルを超えるペアは処理しません。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="97"/>
        <source>Read from the file name where left empty.</source>
        <translation>空欄の場合は、ファイル名から読み取ります。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="107"/>
        <source>Smallest area (m²)</source>
        <translation>最小面積 (m²)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="170"/>
        <source>Municipalities</source>
        <translation>市区町村ポリゴン</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="170"/>
        <source>Polygons whose names are given to the candidates.</source>
        <translation>候補の所在地として、このポリゴンの名称を付けます。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="121"/>
        <source>Name field of municipalities</source>
        <translation>市区町村名のフィールド</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="121"/>
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
        <location filename="../plugin/processing/fill/makesample.py" line="42"/>
        <source>Make a sample scene</source>
        <translation>模擬データの作成</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/makesample.py" line="59"/>
        <source>Edge of the scene (km)</source>
        <translation>範囲の一辺 (km)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/makesample.py" line="59"/>
        <source>5 km takes about 15 seconds and 65 MB.</source>
        <translation>5 kmの場合、約15秒、65 MBです。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/makesample.py" line="63"/>
        <source>Seed</source>
        <translation>乱数のシード</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/makesample.py" line="63"/>
        <source>Another number makes another scene.</source>
        <translation>値を変えると、別のデータになります。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/makesample.py" line="74"/>
        <source>Place</source>
        <translation>対象地</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/makesample.py" line="73"/>
        <source>mountains of Tama</source>
        <translation>多摩の山地</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/makesample.py" line="95"/>
        <source>Folder for the scene</source>
        <translation>出力フォルダ</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/makesample.py" line="96"/>
        <source>Truth</source>
        <translation>正解データ</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/makesample.py" line="162"/>
        <source>In the scene: {counts}.</source>
        <translation>模擬データの内訳: {counts}。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="107"/>
        <source>Smaller groups of changed cells are left out, and groups of one or two cells whatever their size.</source>
        <translation>これより小さい変化ピクセルのまとまりは候補にしません。1〜2ピクセルのまとまりは、面積にかかわらず除きます。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/accuracy.py" line="101"/>
        <source>No reference place is a target: check the expression and the layer.</source>
        <translation>検出対象となる検証データがありません。条件式とレイヤを確認してください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/base.py" line="274"/>
        <source>Folder of the stack</source>
        <translation>スタックのフォルダ</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/sarchange.py" line="108"/>
        <source>Instead of choosing files: every GeoTIFF in this folder.</source>
        <translation>ファイルを選ぶ代わりに、このフォルダのGeoTIFFをすべて使います。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/base.py" line="280"/>
        <source>Dates of the stack</source>
        <translation>スタックの日付</translation>
    </message>
    <message>
        <location filename="../plugin/processing/base.py" line="280"/>
        <source>One for each file, in their order, as 2024-07-31, separated by commas. Empty: from the file names.</source>
        <translation>ファイルの並び順に、2024-07-31の形式でカンマ区切りで指定します。空欄の場合はファイル名から読み取ります。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/updateregister.py" line="39"/>
        <source>Update the register of sites</source>
        <translation>箇所台帳の更新</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/updateregister.py" line="42"/>
        <source>Brings an observation into the register: candidates of a detection, or outlines and points from patrols and citizens&apos; reports. Sites are known again by overlap, and told apart: new, seen again, growing, dormant, healed. What inspectors brought back is never overwritten, and nothing is deleted.

The register is one GeoPackage, also on a file share, or a PostGIS database. Whoever else updates it at the moment is waited for. The same observation a second time changes nothing.</source>
        <translation>観測の結果を台帳に取り込みます。検出した盛土候補のほか、巡視や住民通報によるポリゴン、地点も取り込めます。重なりから同じ箇所を見分け、新規、再確認、拡大、変化なし、緑化・是正済に区分します。現地確認の結果は上書きせず、何も削除しません。

台帳は1つのGeoPackage（共有フォルダでも可）か、PostGISデータベースです。他の人が更新中のときは、終わるまで待ちます。同じ観測をもう一度取り込んでも、何も変わりません。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/updateregister.py" line="52"/>
        <source>What was observed</source>
        <translation>観測したもの</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/updateregister.py" line="52"/>
        <source>Candidates, triaged or not, or any layer of polygons or points. All their fields are kept.</source>
        <translation>盛土候補（優先度判定の前でも後でも可）、または任意のポリゴンや点のレイヤ。属性はすべて保存します。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/updateregister.py" line="104"/>
        <source>Register of sites</source>
        <translation>箇所台帳</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/updateregister.py" line="61"/>
        <source>Date of the observation</source>
        <translation>観測日</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/updateregister.py" line="61"/>
        <source>When the later image was taken, or the place was seen. Empty: the field after_date of each candidate.</source>
        <translation>後時期画像の撮影日、または現地で見た日。空欄なら、各候補の属性after_dateを使います。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/updateregister.py" line="67"/>
        <source>satellite</source>
        <translation>衛星</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/updateregister.py" line="68"/>
        <source>patrol</source>
        <translation>巡視</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/updateregister.py" line="69"/>
        <source>citizen&apos;s report</source>
        <translation>住民通報</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/updateregister.py" line="70"/>
        <source>other source</source>
        <translation>その他</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/updateregister.py" line="72"/>
        <source>Source</source>
        <translation>情報源</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/updateregister.py" line="72"/>
        <source>Who saw it.</source>
        <translation>だれが見つけたか。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/updateregister.py" line="73"/>
        <source>Area that was looked at</source>
        <translation>観測した範囲</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/updateregister.py" line="73"/>
        <source>Known sites in it that show no change become dormant. Leave out what clouds hid. Without it, nothing is said of sites that were not seen.</source>
        <translation>この範囲の中で変化がなかった既知の箇所は「変化なし」になります。雲で見えなかった部分は除いてください。指定しなければ、候補に現れなかった箇所の状態は変わりません。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/sites.py" line="134"/>
        <source>Entered by</source>
        <translation>登録者</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/sites.py" line="134"/>
        <source>Kept with every row. Empty: the user of this computer.</source>
        <translation>すべての行に記録します。空欄なら、このパソコンのユーザー名。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/updateregister.py" line="83"/>
        <source>Smallest overlap (share)</source>
        <translation>最小の重なり（割合）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/updateregister.py" line="83"/>
        <source>Share of the smaller outline two outlines must have in common to be one site.</source>
        <translation>2つの輪郭を同じ箇所とみなすのに必要な、小さいほうの面積に対する重なりの割合。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/updateregister.py" line="88"/>
        <source>Uncertainty of outlines (m)</source>
        <translation>輪郭の不確かさ (m)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/updateregister.py" line="88"/>
        <source>Usually one pixel. A site grows only where it goes beyond its known outline by more than this.</source>
        <translation>通常は1ピクセル分。既知の輪郭からこれを超えて広がったときに「拡大」とします。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/updateregister.py" line="93"/>
        <source>Radius round points (m)</source>
        <translation>地点の周りの半径 (m)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/updateregister.py" line="93"/>
        <source>A reported point becomes a circle, until an outline is seen.</source>
        <translation>通報された地点は、輪郭が分かるまで円として登録します。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/updateregister.py" line="98"/>
        <source>Coordinate system of a new register</source>
        <translation>新しい台帳の座標系</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/updateregister.py" line="98"/>
        <source>Fixed when the register is made; projected, in metres. Empty: that of the candidates.</source>
        <translation>台帳の作成時に決まり、後から変わりません。メートル単位の投影座標系。空欄なら、候補の座標系。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/sites.py" line="141"/>
        <source>Wait for others (s)</source>
        <translation>他の人を待つ時間（秒）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/sites.py" line="141"/>
        <source>How long to wait for somebody else who is updating the register.</source>
        <translation>他の人が台帳を更新しているときに待つ時間。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visit_layers.py" line="117"/>
        <source>Sites</source>
        <translation>箇所</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/updateregister.py" line="106"/>
        <source>New sites</source>
        <translation>新規の箇所</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/updateregister.py" line="106"/>
        <source>Sites seen again</source>
        <translation>再確認の箇所</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/updateregister.py" line="106"/>
        <source>Growing sites</source>
        <translation>拡大した箇所</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/updateregister.py" line="106"/>
        <source>Dormant sites</source>
        <translation>変化なしの箇所</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/updateregister.py" line="106"/>
        <source>Healed sites</source>
        <translation>緑化・是正済の箇所</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/updateregister.py" line="106"/>
        <source>Sites merged into others</source>
        <translation>他に統合した箇所</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/updateregister.py" line="106"/>
        <source>Sites that need another look</source>
        <translation>再確認が必要な箇所</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/updateregister.py" line="106"/>
        <source>Observations that were known</source>
        <translation>登録済みの観測</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/updateregister.py" line="106"/>
        <source>All sites</source>
        <translation>箇所の総数</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/updateregister.py" line="167"/>
        <source>The register was of an older version; it was kept as {path}.</source>
        <translation>台帳は古いバージョンでした。元の台帳を{path}に残しました。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/updateregister.py" line="237"/>
        <source>Feature {number} has no area and is left out.</source>
        <translation>地物{number}は面積がないため除きました。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/updateregister.py" line="248"/>
        <source>{count} features without a usable geometry are left out.</source>
        <translation>使えるジオメトリのない地物{count}件を除きました。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/updateregister.py" line="311"/>
        <source>New sites: {count}</source>
        <translation>新規の箇所: {count}</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/updateregister.py" line="311"/>
        <source>Seen again: {count}</source>
        <translation>再確認: {count}</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/updateregister.py" line="311"/>
        <source>Growing: {count}</source>
        <translation>拡大: {count}</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/updateregister.py" line="311"/>
        <source>Dormant, looked at without change: {count}</source>
        <translation>変化なし（観測範囲内で変化が見られない）: {count}</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/updateregister.py" line="311"/>
        <source>Healed: {count}</source>
        <translation>緑化・是正済: {count}</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/updateregister.py" line="311"/>
        <source>Merged into another site: {count}</source>
        <translation>他の箇所に統合: {count}</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/updateregister.py" line="311"/>
        <source>Closed sites that need another look: {count}</source>
        <translation>対応終了後に再確認が必要な箇所: {count}</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/updateregister.py" line="311"/>
        <source>Observations that were in the register already: {count}</source>
        <translation>すでに登録されていた観測: {count}</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/updateregister.py" line="311"/>
        <source>Of these, with new figures: {count}</source>
        <translation>うち、属性を更新したもの: {count}</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/updateregister.py" line="311"/>
        <source>Observations older than what is known: {count}</source>
        <translation>既知の観測より古い観測: {count}</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/updateregister.py" line="311"/>
        <source>Vegetation returned where no site is known (kept as observations): {count}</source>
        <translation>箇所のない場所の植生回復（観測としてのみ保存）: {count}</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/updateregister.py" line="311"/>
        <source>Sites in the register: {count}</source>
        <translation>台帳の箇所数: {count}</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/candidates.py" line="23"/>
        <source>Found by</source>
        <translation>検出した観測</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/candidates.py" line="23"/>
        <source>Probability of moved earth</source>
        <translation>盛土等の確率</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/candidates.py" line="23"/>
        <source>Weight of optics (dB)</source>
        <translation>光学の証拠の重み (dB)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/candidates.py" line="23"/>
        <source>Weight of radar (dB)</source>
        <translation>レーダの証拠の重み (dB)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/candidates.py" line="23"/>
        <source>Weight of elevations (dB)</source>
        <translation>標高の証拠の重み (dB)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/candidates.py" line="23"/>
        <source>Share seen by optics</source>
        <translation>光学で見えた割合</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/candidates.py" line="23"/>
        <source>Share seen by radar</source>
        <translation>レーダで見えた割合</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/elevationchange.py" line="203"/>
        <source>Share with elevations</source>
        <translation>標高のある割合</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/earthworks.py" line="15"/>
        <source>Area of fill (m²)</source>
        <translation>盛土の面積 (m²)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/earthworks.py" line="15"/>
        <source>Height of fill (m)</source>
        <translation>盛土の高さ (m)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/elevationchange.py" line="101"/>
        <source>Volume of fill (m³)</source>
        <translation>盛土の土量 (m³)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/elevationchange.py" line="101"/>
        <source>Volume of fill, at least (m³)</source>
        <translation>盛土の土量・下限 (m³)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/elevationchange.py" line="101"/>
        <source>Volume of fill, at most (m³)</source>
        <translation>盛土の土量・上限 (m³)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/earthworks.py" line="15"/>
        <source>Area of cut (m²)</source>
        <translation>切土の面積 (m²)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/earthworks.py" line="15"/>
        <source>Depth of cut (m)</source>
        <translation>切土の深さ (m)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/elevationchange.py" line="101"/>
        <source>Volume of cut (m³)</source>
        <translation>切土の土量 (m³)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/elevationchange.py" line="101"/>
        <source>Volume of cut, at least (m³)</source>
        <translation>切土の土量・下限 (m³)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/elevationchange.py" line="101"/>
        <source>Volume of cut, at most (m³)</source>
        <translation>切土の土量・上限 (m³)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/earthworks.py" line="15"/>
        <source>Area over 30 cm (m²)</source>
        <translation>30 cm超の面積 (m²)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/elevationchange.py" line="101"/>
        <source>Provable thickness (m)</source>
        <translation>証明できる厚さ (m)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/candidates.py" line="23"/>
        <source>Changed after</source>
        <translation>変化の始まり（以後）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/candidates.py" line="23"/>
        <source>Changed before</source>
        <translation>変化の始まり（以前）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/candidates.py" line="23"/>
        <source>Interval named by</source>
        <translation>時期を特定した観測</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/detectfill.py" line="38"/>
        <source>The whole way in one run: compares what observations there are of different dates, joins changed cells into places, weighs the evidence, reads each place by permits, law and danger, and writes the candidates as a styled layer in the order of visits, with a report and the funnel.

Give any of: an image pair (BEFORE, AFTER) or a folder with a series of images; a stack of radar images (STACK or STACK_FOLDER); two elevation models (DEM_BEFORE, DEM_AFTER). With more of them fewer harmless places rank high. All maps are optional too: what is not given is unknown, and said so.

Every candidate says why in words, and none is dropped. Make the list for inspectors from it with the field-check list algorithm.</source>
        <translation>指定した時期の異なる観測をすべて使い、検出から絞り込みまでを一度に行います。変化したピクセルを箇所にまとめ、証拠を重み付けし、許可・法令・危険度を照合して、確認する順に並べた候補レイヤ、報告書、絞り込みの内訳（ファネル）を書き出します。

次のいずれか、または組み合わせを指定してください。画像ペア（BEFORE、AFTER）または時系列画像のフォルダ、SAR画像スタック（STACKまたはSTACK_FOLDER）、2時期の標高データ（DEM_BEFORE、DEM_AFTER）。観測の種類が多いほど、問題のない場所が上位に来ることが少なくなります。地図データもすべて任意です。指定しないものは「不明」として扱い、そのことを明記します。

候補には抽出理由を文章で付け、1つも除きません。現地確認用の一覧表は「現地確認リスト」で作成してください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/detectfill.py" line="53"/>
        <source>Folder of a series of images</source>
        <translation>時系列画像のフォルダ</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/detectfill.py" line="53"/>
        <source>Instead of the pair: three images or more, with their dates and masks in the names; seasons and ploughing are then told from works.</source>
        <translation>画像ペアの代わりに、3時期以上の画像が入ったフォルダを指定します。ファイル名に日付が必要で、雲マスクは名前で見分けます。季節変化や耕起を、造成と区別できます。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/detectfill.py" line="67"/>
        <source>SAR stack</source>
        <translation>SAR画像スタック</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/detectfill.py" line="67"/>
        <source>Radar images of one orbit, two dates or more, with dates and polarisations in the names.</source>
        <translation>同じ軌道のSAR画像（2時期以上）です。ファイル名に日付と偏波が必要です。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/elevationchange.py" line="52"/>
        <source>Elevations BEFORE</source>
        <translation>前時期の標高</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/detectfill.py" line="71"/>
        <source>The earlier elevation model of the ground.</source>
        <translation>古いほうの標高データ（地盤高）です。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/elevationchange.py" line="55"/>
        <source>Elevations AFTER</source>
        <translation>後時期の標高</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/detectfill.py" line="74"/>
        <source>The later one.</source>
        <translation>新しいほうの標高データです。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/detectfill.py" line="80"/>
        <source>Of optics, else of radar, else of elevations.</source>
        <translation>光学、レーダ、標高の順に、最初にある観測のスコアです。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/detectfill.py" line="84"/>
        <source>Of the same, for elevations 1 cut and 2 fill.</source>
        <translation>同じ観測の変化区分です。標高の場合は1が切土、2が盛土です。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/elevationchange.py" line="35"/>
        <source>Change between two elevation models</source>
        <translation>2時期の標高モデルの変化</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/elevationchange.py" line="38"/>
        <source>Says where the ground rose and sank between two surveys, how high, how much, and how surely. The models may have different cells and coordinate systems: AFTER is brought onto the grid of BEFORE, whose cells are joined where AFTER is coarser. A shift between them is measured on slopes (Nuth and Kääb 2011) and taken out; errors are measured where the ground did not change, steeper ground having larger ones.

DIFFERENCE is AFTER − BEFORE in metres; its second band is the level of detection. SIGNIFICANT is 1 where the ground was cut, 2 where it was filled, beyond that level; 0 none, 255 no data. SCORE is 0.5 and more exactly there. The summary says in words what this pair cannot prove.

Compare ground with ground: in surface models every grown wood is a fill. Heights of surveys before and after the revision of 2025-04-01 (JGD2024) differ on the whole; co-registration takes that out.</source>
        <translation>2回の測量の間に地盤がどこで上がり下がりしたか、その高さ・土量・確かさを示します。ピクセルや座標参照系は異なっていてもかまいません。後時期を前時期の格子に合わせ、後時期のほうが粗いときは前時期のピクセルをまとめます。位置ずれは斜面で測り（Nuth・Kääb 2011）、取り除きます。誤差は変化のない地盤で測り、急な地盤ほど大きくなります。

DIFFERENCEは後時期 − 前時期（m）で、第2バンドは検出限界です。SIGNIFICANTは検出限界を超えた切土が1、盛土が2、なしが0、データなしが255です。SCOREが0.5以上になるのはちょうどその場所です。要約には、この組で証明できないことを文章で示します。

地盤どうしを比較してください。表層モデル（DSM）では、育った林がすべて盛土になります。2025年4月1日の標高改定（測地成果2024）の前後の測量では高さが全体にずれますが、位置合わせで取り除かれます。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/elevationchange.py" line="52"/>
        <source>The earlier elevation model of the ground, in a system in metres.</source>
        <translation>古いほうの地盤の標高モデル。メートル単位の座標参照系であること。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/elevationchange.py" line="55"/>
        <source>The later one; any cells and coordinate system.</source>
        <translation>新しいほう。ピクセルと座標参照系は問いません。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/elevationchange.py" line="56"/>
        <source>Standard deviation of its heights on level ground, if known. 0: measured on unchanged ground, as the scatter of the difference (NMAD).</source>
        <translation>平坦地での高さの標準偏差（分かる場合）。0：変化のない地盤での差のばらつき（NMAD）として測ります。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/elevationchange.py" line="60"/>
        <source>Error of BEFORE (m)</source>
        <translation>前時期の誤差 (m)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/elevationchange.py" line="61"/>
        <source>Error of AFTER (m)</source>
        <translation>後時期の誤差 (m)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/elevationchange.py" line="62"/>
        <source>Horizontally and in height. Needs slopes: switch it off for flat ground.</source>
        <translation>水平と高さの両方。斜面が必要です。平らな土地ではオフにしてください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/elevationchange.py" line="66"/>
        <source>Confidence</source>
        <translation>信頼度</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/elevationchange.py" line="66"/>
        <source>Of the level of detection and of the intervals of volumes.</source>
        <translation>検出限界と土量の区間の信頼度。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/elevationchange.py" line="70"/>
        <source>Ground that changed anyway</source>
        <translation>もともと変化した区域</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/elevationchange.py" line="70"/>
        <source>Areas left out when shift and errors are measured: known works, water, landslides. Needed only where they cover much of the scene.</source>
        <translation>位置ずれと誤差を測るときに除く区域：既知の工事、水面、地すべりなど。範囲の多くを占めるときだけ必要です。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/terrainmaps.py" line="89"/>
        <source>as the file says, else metres</source>
        <translation>ファイルの記載どおり（なければメートル）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/terrainmaps.py" line="89"/>
        <source>metres</source>
        <translation>メートル</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/terrainmaps.py" line="89"/>
        <source>feet</source>
        <translation>フィート</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/elevationchange.py" line="81"/>
        <source>Unit of the heights BEFORE</source>
        <translation>前時期の高さの単位</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/elevationchange.py" line="81"/>
        <source>Unit of the heights AFTER</source>
        <translation>後時期の高さの単位</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/elevationchange.py" line="86"/>
        <source>Of the places measured for the summary.</source>
        <translation>要約で測る箇所の最小面積。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/fillcandidates.py" line="47"/>
        <source>Difference of heights</source>
        <translation>標高差</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/elevationchange.py" line="92"/>
        <source>Significant cut and fill</source>
        <translation>有意な切土・盛土</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/elevationchange.py" line="94"/>
        <source>Summary</source>
        <translation>要約</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/elevationchange.py" line="95"/>
        <source>Places cut and filled</source>
        <translation>切土・盛土の箇所</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/elevationchange.py" line="95"/>
        <source>Outlines with areas, heights and volumes of the places in the summary.</source>
        <translation>要約に載る箇所の輪郭と、面積・高さ・土量。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/updatepointcloud.py" line="137"/>
        <source>Shift to the east (m)</source>
        <translation>東への位置ずれ (m)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/updatepointcloud.py" line="137"/>
        <source>Shift to the north (m)</source>
        <translation>北への位置ずれ (m)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/updatepointcloud.py" line="137"/>
        <source>Shift upwards (m)</source>
        <translation>上への位置ずれ (m)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/updatepointcloud.py" line="313"/>
        <source>Scatter of the differences with the shift (m)</source>
        <translation>差のばらつき・補正前 (m)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/updatepointcloud.py" line="313"/>
        <source>Scatter of the differences without the shift (m)</source>
        <translation>差のばらつき・補正後 (m)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/elevationchange.py" line="101"/>
        <source>Standard deviation of a difference (m)</source>
        <translation>差の標準偏差 (m)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/elevationchange.py" line="101"/>
        <source>Level of detection (m)</source>
        <translation>検出限界 (m)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="227"/>
        <source>Number of places</source>
        <translation>箇所の数</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/elevationchange.py" line="101"/>
        <source>Area of significant fill (m²)</source>
        <translation>有意な盛土の面積 (m²)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/elevationchange.py" line="101"/>
        <source>Area of significant cut (m²)</source>
        <translation>有意な切土の面積 (m²)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/updatepointcloud.py" line="313"/>
        <source>Kind</source>
        <translation>種別</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/earthworks.py" line="15"/>
        <source>Area over 30 cm, at least (m²)</source>
        <translation>30 cm超の面積・下限 (m²)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/earthworks.py" line="15"/>
        <source>Area over 30 cm, at most (m²)</source>
        <translation>30 cm超の面積・上限 (m²)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/fillcandidates.py" line="47"/>
        <source>SCORE of an optical change or series algorithm.</source>
        <translation>「光学画像の2時期変化抽出」または時系列の変化抽出のSCOREです。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/fillcandidates.py" line="47"/>
        <source>Interval of change (optical)</source>
        <translation>変化した期間（光学）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/fillcandidates.py" line="47"/>
        <source>FIRST_CHANGE of an optical series.</source>
        <translation>時系列の変化抽出のFIRST_CHANGEです。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/fillcandidates.py" line="47"/>
        <source>Last date without the change (optical)</source>
        <translation>変化前の最後の観測日（光学）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/fillcandidates.py" line="47"/>
        <source>LAST_UNCHANGED of the same run: widens the interval where clouds lay between.</source>
        <translation>同じ実行で得たLAST_UNCHANGEDです。雲で見えなかった分だけ期間を広げます。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/fillcandidates.py" line="47"/>
        <source>Change score (SAR)</source>
        <translation>変化スコア（SAR）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/fillcandidates.py" line="47"/>
        <source>SCORE of the SAR change algorithm.</source>
        <translation>SAR画像の変化抽出のSCOREです。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/fillcandidates.py" line="47"/>
        <source>Kind of change (SAR)</source>
        <translation>変化区分（SAR）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/fillcandidates.py" line="47"/>
        <source>Interval of change (SAR)</source>
        <translation>変化した期間（SAR）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/fillcandidates.py" line="47"/>
        <source>FIRST_CHANGE of the same run.</source>
        <translation>同じ実行で得たFIRST_CHANGEです。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/fillcandidates.py" line="47"/>
        <source>Change score (elevation)</source>
        <translation>変化スコア（標高）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/fillcandidates.py" line="47"/>
        <source>SCORE of the elevation change algorithm.</source>
        <translation>標高データの変化抽出のSCOREです。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/fillcandidates.py" line="47"/>
        <source>DIFFERENCE of the same run: gives heights and volumes.</source>
        <translation>同じ実行で得たDIFFERENCEです。高さと土量が得られます。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/importscene.py" line="30"/>
        <source>Import a satellite product</source>
        <translation>衛星画像製品の取り込み</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/importscene.py" line="33"/>
        <source>Brings a product as it was downloaded or delivered onto one grid, with comparable values, a mask and its date. Zips and tars are read as they are; nothing needs unpacking.

Known: Sentinel-2 L2A (SAFE), Landsat 4–9 Collection 2 Level 2, SPOT and Pléiades (DIMAP, orthorectified), Sentinel-1 RTC (OPERA, ASF HyP3), ALOS-2 levels 1.5 and 2.1, and any image whose bands are named. Date (UTC) and sensor are read from the product.

Values: Sentinel-2 and Landsat become surface reflectance × 10,000, the offset of newer Sentinel-2 products taken off; SPOT, Pléiades and plain images stay as they are; SAR becomes linear backscatter, without data where layover or shadow hide the ground. MASK is SCL, QA_PIXEL, or 0 where the ground is seen and 1 where it is not.

Give two dates the same REFERENCE, or the same EXTENT and CRS, and their cells coincide.</source>
        <translation>ダウンロードまたは納品された製品を、1つのグリッドにそろった画像、マスク、撮影日に変換します。zipやtarはそのまま読み込むので、展開は不要です。

対応している製品: Sentinel-2 L2A（SAFE）、Landsat 4～9コレクション2レベル2、SPOT・Pléiades（DIMAP、オルソ補正済み）、Sentinel-1 RTC（OPERA、ASF HyP3）、ALOS-2（レベル1.5、2.1）、およびバンド名を指定した任意の画像。撮影日（UTC）とセンサーは製品から読み取ります。

ピクセル値: Sentinel-2とLandsatは地表面反射率×10,000にします（新しいSentinel-2製品のオフセットは差し引きます）。SPOT、Pléiades、その他の画像は元の値のままです。SARは線形の後方散乱係数にし、レイオーバーやレーダーシャドウで地表が見えない場所はデータなしにします。マスクは、SCL、QA_PIXEL、または地表が見える場所を0、見えない場所を1とした画像です。

2時期の画像は、同じ参照画像、または同じ範囲と座標系を指定して取り込むと、ピクセルの並びが一致します。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/importscene.py" line="47"/>
        <source>Product: zip, tar or one of its files</source>
        <translation>製品（zip、tar、または含まれるファイル）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/importscene.py" line="47"/>
        <source>For example S2B_MSIL2A_….zip, LC09_L2SP_….tar, DIM_….XML, or the VV file of a Sentinel-1 pair.</source>
        <translation>例: S2B_MSIL2A_….zip、LC09_L2SP_….tar、DIM_….XML、Sentinel-1のVVのファイル。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/importscene.py" line="56"/>
        <source>Product: folder</source>
        <translation>製品（フォルダ）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/importscene.py" line="56"/>
        <source>Instead of a file: the folder of an unpacked product, such as ….SAFE.</source>
        <translation>ファイルの代わりに、展開済みの製品のフォルダ（….SAFEなど）を指定します。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/importscene.py" line="65"/>
        <source>Reference image</source>
        <translation>参照画像</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/importscene.py" line="65"/>
        <source>The result gets its cells and its coordinate system: take the first image imported for all later ones.</source>
        <translation>結果をこの画像のピクセルと座標系に合わせます。最初に取り込んだ画像を、以後の取り込みで指定します。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/surfaces.py" line="70"/>
        <source>Extent</source>
        <translation>範囲</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/importscene.py" line="73"/>
        <source>Only this part. Empty: the whole product, or the whole reference.</source>
        <translation>この範囲だけを取り込みます。空欄にすると、製品全体または参照画像全体を取り込みます。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/surfaces.py" line="66"/>
        <source>Cell size (m)</source>
        <translation>ピクセルの大きさ (m)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/importscene.py" line="77"/>
        <source>0: the finest of the product (Sentinel-2: 10 m).</source>
        <translation>0を指定すると、製品で最も細かい解像度にします（Sentinel-2では10 m）。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/indextiles.py" line="123"/>
        <source>Coordinate system</source>
        <translation>座標参照系</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/importscene.py" line="87"/>
        <source>Empty: that of the product. It must be in metres.</source>
        <translation>空欄にすると、製品の座標系のままです。メートル単位の座標系を指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/importscene.py" line="91"/>
        <source>For plain images only: one name each, such as blue,green,red,nir; - leaves a band out.</source>
        <translation>その他の画像の場合だけ、バンド名をファイル内の順に指定します（例: blue,green,red,nir）。-を書いたバンドは使いません。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/importscene.py" line="113"/>
        <source>Date of observation</source>
        <translation>撮影日</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/importscene.py" line="96"/>
        <source>Only for plain images whose name does not hold it.</source>
        <translation>ファイル名に日付がない、その他の画像の場合だけ入力します。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/importscene.py" line="99"/>
        <source>Image of all bands</source>
        <translation>全バンドの画像</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/importscene.py" line="99"/>
        <source>Bands are named by what they show, such as blue or gamma0_VV.</source>
        <translation>バンドには、blueやgamma0_VVのように、内容を表す名前が付きます。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/importscene.py" line="103"/>
        <source>Mask</source>
        <translation>マスク</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/importscene.py" line="104"/>
        <source>Folder of a collection</source>
        <translation>時系列を集めるフォルダ</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/importscene.py" line="104"/>
        <source>Files are named by sensor and date there, SAR with one for each polarisation and masks in a folder below: the folder can be analysed as a stack.</source>
        <translation>センサーと日付の付いた名前でファイルを作ります。SARは偏波ごとに1ファイルとし、マスクは下のフォルダに入れます。フォルダごと時系列として解析できます。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/importscene.py" line="113"/>
        <source>Bands, where the sensor is custom</source>
        <translation>バンド名（センサーがcustomの場合）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/importscene.py" line="129"/>
        <source>{name}: {sensor}, observed on {date} (UTC), bands {bands}.</source>
        <translation>{name}: {sensor}、撮影日{date}（UTC）、バンド{bands}。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/importscene.py" line="198"/>
        <source>{columns} × {rows} cells of {size} m; {valid} % hold data, {seen} % show the ground.</source>
        <translation>{columns} × {rows}ピクセル（{size} m）。データがあるのは{valid}%、地表が見えるのは{seen}%です。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/importscene.py" line="208"/>
        <source>The product covers {share} % of the place only; the rest holds no data.</source>
        <translation>製品は指定した場所の{share}%しか覆っていません。残りはデータなしになります。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/makesample.py" line="66"/>
        <source>Two years of optical images</source>
        <translation>2年分の光学画像</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/makesample.py" line="66"/>
        <source>Also takes an image about every month, with seasons, paddies and ploughed fields, into the folder optical; for 5 km about 40 seconds and 60 MB more.</source>
        <translation>ほぼ毎月の画像も作り、opticalフォルダに入れます。季節、水田、畑の耕起を含みます。5 kmで約40秒、60 MB増えます。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/opticalseries.py" line="29"/>
        <source>Change in a series of optical images</source>
        <translation>光学画像の時系列による変化抽出</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/opticalseries.py" line="32"/>
        <source>Learns the seasons of every cell from the first part of a series (NDVI and bare-ground index), watches the later dates and reports what departs from its season on two or more of them and stays. Autumn leaves, paddies and ploughed fields, which return, are not reported.

Three dates are the least; with a year of monthly dates before the change it works as meant. What could be learnt is said in the log. A change is confirmed by the second clear date after it; on land that is ploughed every year only after four months.

CHANGE: 1 vegetation → bare, 2 other → bare, 3 bare → vegetation, 4 other, 5 seen only on dates masked as cloud; 0 none, 255 too few clear dates. FIRST_CHANGE j: between the dates j and j + 1; where clouds lay between, LAST_UNCHANGED is the last clear date without the change. Both count from 1; the dates stand in the log and in the tags of the rasters.</source>
        <translation>時系列の前半から、ピクセルごとの季節変化（NDVIと裸地指数）を学び、その後の画像で、季節変化から外れた状態が2時期以上続いて戻らない箇所を変化として抽出します。紅葉、水田、耕起した畑のように元に戻るものは抽出しません。

画像は3時期以上必要です。変化の前に毎月1枚、1年分あると本来の性能になります。何を学べたかはログに示します。変化は、その後2回目の晴天の時期に確定します。毎年耕される土地では4か月後になります。

変化区分: 1 植生→裸地、2 その他→裸地、3 裸地→植生、4 その他、5 雲としてマスクされた時期にだけ見える変化。0 変化なし、255 晴天の時期が足りない。変化の期間（FIRST_CHANGE）のjは、j番目とj+1番目の時期の間を表します。その間に雲があった場合、変化が見られない最後の晴天の時期がLAST_UNCHANGEDです。どちらも1から数え、日付はログとラスタのタグにあります。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/opticalseries.py" line="46"/>
        <source>Images of the series</source>
        <translation>時系列の画像</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/opticalseries.py" line="46"/>
        <source>Three images of different dates or more, in any order: same bands, same coordinate system. Files named SCL, QA_PIXEL or mask are taken as masks.</source>
        <translation>日付の異なる3枚以上の画像。順序は自由で、バンドと座標参照系をそろえます。名前にSCL、QA_PIXEL、maskを含むファイルはマスクとして扱います。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/opticalseries.py" line="53"/>
        <source>Cloud masks</source>
        <translation>雲マスク</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/opticalseries.py" line="53"/>
        <source>Matched by the dates in their names, or in the order of the images where no name holds a date. Masks in the folder of the stack, or in its folder masks, are found by themselves. Images may lack one.</source>
        <translation>ファイル名の日付で画像と対応させます。どの名前にも日付がなければ画像と同じ順とみなします。画像のフォルダ、またはその中のmasksフォルダにあるマスクは自動で使います。マスクのない画像があっても構いません。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/opticalseries.py" line="64"/>
        <source>Index</source>
        <translation>指標</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/opticalseries.py" line="64"/>
        <source>bare-ground index (BSI)</source>
        <translation>裸地指数（BSI）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/opticalseries.py" line="70"/>
        <source>Changes after</source>
        <translation>この日より後の変化を調べる</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/opticalseries.py" line="70"/>
        <source>Dates up to this one show the usual state. Empty: the first year of a series of a year and a half or more, else its first half.</source>
        <translation>この日までの画像から平常の状態を学びます。空欄の場合、1年半以上の時系列では最初の1年、それより短ければ前半を使います。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/opticalseries.py" line="78"/>
        <source>Correct shifts</source>
        <translation>位置ずれを補正する</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/opticalseries.py" line="78"/>
        <source>Without it, an image more than half a pixel off the clearest one is refused.</source>
        <translation>無効の場合、最も雲の少ない画像から半ピクセルを超えてずれた画像があると中止します。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/opticalseries.py" line="83"/>
        <source>Dates that confirm a change</source>
        <translation>変化の確定に必要な時期の数</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/opticalseries.py" line="83"/>
        <source>More are surer and later.</source>
        <translation>多いほど確実ですが、抽出は遅くなります。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/sarchange.py" line="75"/>
        <source>Significance</source>
        <translation>有意水準</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/opticalseries.py" line="88"/>
        <source>Share of the clear dates of unchanged ground that may depart; a change needs several in a row.</source>
        <translation>変化していない地表が、見えている時期のうち基準から外れてよい割合。変化とみなすには連続して外れる必要があります。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/opticalseries.py" line="93"/>
        <source>Harmonics of the year</source>
        <translation>年周期の調和項の数</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/opticalseries.py" line="93"/>
        <source>Empty: as many as the dates can carry (2 from a year and twelve dates on).</source>
        <translation>空欄: 画像の数と期間に応じて決めます（1年・12時期以上で2）。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/sarchange.py" line="88"/>
        <source>Interval of the change</source>
        <translation>変化の期間</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/opticalseries.py" line="104"/>
        <source>Last clear date without the change</source>
        <translation>変化前の最後の晴天時期</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/opticalseries.py" line="166"/>
        <source>{number}: {date}, {share} % clear</source>
        <translation>{number}: {date}、晴れ{share} %</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/opticalseries.py" line="169"/>
        <source>Sensor {sensor}; changes after {date}; {changed} of {seen} cells changed ({share} %).</source>
        <translation>センサ{sensor}、{date}より後の変化。{seen}ピクセルのうち{changed}ピクセルが変化（{share} %）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/opticalseries.py" line="179"/>
        <source>{date} was moved: it lay {x} pixels right and {y} pixels down.</source>
        <translation>{date}の画像を移動しました（右へ{x}ピクセル、下へ{y}ピクセルずれていました）。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/opticalseries.py" line="190"/>
        <source>Other cells than the first image&apos;s, resampled onto them: {dates}.</source>
        <translation>最初の画像とピクセルの位置が異なるため、合わせて再配列しました: {dates}</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/opticalseries.py" line="190"/>
        <source>Masks of no image, left out: {dates}.</source>
        <translation>対応する画像がないマスクは使いません: {dates}</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/opticalseries.py" line="196"/>
        <source>Without a cloud mask, taken as clear: {dates}.</source>
        <translation>雲マスクがないため、すべて晴れとして扱います: {dates}</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/opticalseries.py" line="196"/>
        <source>The shift of these dates could not be measured; check them by eye: {dates}.</source>
        <translation>次の時期は位置ずれを計測できませんでした。目視で確認してください: {dates}</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/opticalseries.py" line="196"/>
        <source>Too little is seen on these dates, which say nothing: {dates}.</source>
        <translation>次の時期は地表がほとんど見えないため、判断に使いません: {dates}</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="102"/>
        <source>The date of the survey, to say when the ground changed.</source>
        <translation>測量日です。地形が変わった期間の推定に使います。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="103"/>
        <source>Date of the earlier elevations</source>
        <translation>前時期の標高の測量日</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="104"/>
        <source>Date of the later elevations</source>
        <translation>後時期の標高の測量日</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="129"/>
        <source>Reliability of optics (0–1)</source>
        <translation>光学の信頼度 (0–1)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="129"/>
        <source>Reliability of radar (0–1)</source>
        <translation>レーダの信頼度 (0–1)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="129"/>
        <source>Reliability of elevations (0–1)</source>
        <translation>標高の信頼度 (0–1)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="135"/>
        <source>1: its word is taken as measured on the made scene; 0: it is not listened to. Empty: as in the preset.</source>
        <translation>1にすると、模擬データで求めた重みをそのまま使います。0にすると、その観測を使いません。空欄の場合はプリセットの値です。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/sarchange.py" line="31"/>
        <source>Change in a stack of SAR images</source>
        <translation>SAR画像スタックの変化抽出</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/sarchange.py" line="34"/>
        <source>Tests two to 253 radar images of one orbit for change in every cell, and tells between which dates it came first. Clouds do not matter. Each date is one file per polarisation (VV or VH in its name) or one file with a band for each; power or decibels, terrain corrected, all on one grid.

SCORE is 0 to 1; change begins at 0.5, the significance. CHANGE: 1 brighter, 2 darker, 3 mixed (the polarisations disagree), 0 none, 255 no data. FIRST_CHANGE j: between the dates j and j + 1. The dates stand in the log and in the tags of the rasters.

Real ground is never as still as pure speckle. With NULL = stack, the default, weather is taken out of each date, cells are averaged 3 × 3, and what counts is a step that stays, measured against the unrest of the cell itself; how far chance goes is learnt from the quieter part of the stack. NULL = none is the theory alone: the omnibus test of Conradsen et al. (2016) on single cells, right for pure speckle with the right number of looks.</source>
        <translation>同じ軌道の2～253時期のレーダ画像について、ピクセルごとに変化の有無を検定し、最初に変化したのがどの観測日の間かを示します。雲の影響を受けません。観測日ごとに、偏波別のファイル（名前にVVやVHを含む）または偏波ごとのバンドを持つ1つのファイルを用意します。地形補正済みで、単位は強度かデシベル、すべて同じグリッドであることが必要です。

SCOREは0から1の値で、0.5（有意水準に相当）以上が変化です。CHANGEは1が増加（明るくなった）、2が減少（暗くなった）、3が混在（偏波によって増減が逆）、0が変化なし、255がデータなしです。FIRST_CHANGEのjは、j番目とj＋1番目の観測日の間を表します。観測日はログとラスタのタグに記録されます。

実際の地表は、理論上のスペックルより大きくばらつきます。既定のNULL = stackでは、観測日ごとの天候の影響を取り除き、3×3ピクセルで平均したうえで、元に戻らない段差をそのピクセル自身のばらつきと比べます。偶然でどこまで変動するかは、スタックの中の変化の少ない部分から学習します。NULL = noneは理論だけによる検定（Conradsenら2016年のオムニバス検定をピクセル単位で適用）で、純粋なスペックルと正しいルック数を前提とします。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/sarchange.py" line="48"/>
        <source>SAR images of the stack</source>
        <translation>SAR画像のスタック</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/sarchange.py" line="48"/>
        <source>Terrain corrected backscatter (γ⁰ or σ⁰) of one orbit on one grid, two dates or more, in any order.</source>
        <translation>同じ軌道、同じグリッドの地形補正済み後方散乱係数（γ⁰またはσ⁰）。2時期以上、順不同。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/sarchange.py" line="52"/>
        <source>Polarisations</source>
        <translation>偏波</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/sarchange.py" line="52"/>
        <source>Such as VV,VH. Empty: all that are named in files or bands. Needed where bands do not say which they are.</source>
        <translation>例: VV,VH。空欄ならファイル名やバンド名にあるすべての偏波を使います。バンド名から偏波が分からない場合は指定が必要です。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/sarchange.py" line="58"/>
        <source>Test</source>
        <translation>検定の方法</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/sarchange.py" line="58"/>
        <source>all dates against each other, and the first that differs</source>
        <translation>すべての観測日を比べ、最初に異なる日を求める</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/sarchange.py" line="58"/>
        <source>first half of the dates against the second, significance of the ratio</source>
        <translation>前半と後半の比を有意水準で判定</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/sarchange.py" line="58"/>
        <source>first half against the second, threshold found in the data</source>
        <translation>前半と後半の対数比を、データから求めたしきい値で判定</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/sarchange.py" line="68"/>
        <source>What no change looks like</source>
        <translation>変化がないときのばらつき</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/sarchange.py" line="68"/>
        <source>learnt from the stack</source>
        <translation>スタックから学習</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/sarchange.py" line="68"/>
        <source>theory of speckle</source>
        <translation>スペックルの理論</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/sarchange.py" line="75"/>
        <source>Share of unchanged cells that may be flagged. Not used by the log ratio.</source>
        <translation>変化していないピクセルのうち、変化と誤って判定してよい割合。対数比では使いません。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/sarchange.py" line="93"/>
        <source>Number of looks</source>
        <translation>ルック数</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/sarchange.py" line="79"/>
        <source>Equivalent number of looks of the images. 0: estimated, which the log reports with its spread.</source>
        <translation>画像の等価ルック数。0なら推定し、ばらつきとともにログに示します。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/sarchange.py" line="89"/>
        <source>Step of the change (dB)</source>
        <translation>変化量（dB）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/sarchange.py" line="89"/>
        <source>A band for each polarisation: by how many decibels a changed cell became brighter.</source>
        <translation>偏波ごとのバンドに、変化したピクセルの増加量をデシベルで記録します。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/sarchange.py" line="94"/>
        <source>Spread of the looks</source>
        <translation>ルック数のばらつき</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/sarchange.py" line="95"/>
        <source>Share of cells flagged</source>
        <translation>変化と判定したピクセルの割合</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/sarchange.py" line="98"/>
        <source>Images without change</source>
        <translation>変化のない画像</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/sarchange.py" line="98"/>
        <source>Another stack over the same cells in which nothing is known to have changed, such as the same season of a year before. NULL = stack then also learns how restless each cell is and how far the tail reaches.</source>
        <translation>前年の同じ季節など、変化がないと分かっている同じ場所のスタック。NULL = stackのとき、ピクセルごとのばらつきと、偶然による大きな変動の現れ方も学習します。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/sarchange.py" line="108"/>
        <source>Folder of images without change</source>
        <translation>変化のない画像のフォルダ</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/sarchange.py" line="118"/>
        <source>Dates without change</source>
        <translation>変化のない観測日</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/sarchange.py" line="118"/>
        <source>Which of those images to learn from, or, where none are given, which of the stack: first and last date as 2022-10-01/2022-12-31, or dates separated by commas.</source>
        <translation>変化のない画像のうち学習に使う観測日。変化のない画像を指定しない場合は、スタックのうち学習に使う観測日。最初と最後の日を2022-10-01/2022-12-31のように、または日付をコンマ区切りで指定します。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/sarchange.py" line="126"/>
        <source>Land cover</source>
        <translation>土地被覆</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/sarchange.py" line="126"/>
        <source>A raster of classes; what no change looks like is learnt for each class of 400 cells or more.</source>
        <translation>分類のラスタ。400ピクセル以上ある分類ごとに、変化がないときのばらつきを学習します。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/sarchange.py" line="135"/>
        <source>Unit of the images</source>
        <translation>画像の単位</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/sarchange.py" line="135"/>
        <source>told from the values</source>
        <translation>値から自動判別</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/sarchange.py" line="219"/>
        <source>linear power</source>
        <translation>線形の強度</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/sarchange.py" line="219"/>
        <source>decibels</source>
        <translation>デシベル</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/sarchange.py" line="142"/>
        <source>Speckle filter</source>
        <translation>スペックルフィルタ</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/sarchange.py" line="142"/>
        <source>3 × 3 mean, but none in pure theory</source>
        <translation>3×3平均（理論だけの検定ではなし）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/sarchange.py" line="142"/>
        <source>none</source>
        <translation>なし</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/sarchange.py" line="142"/>
        <source>3 × 3 mean</source>
        <translation>3×3平均</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/sarchange.py" line="142"/>
        <source>non-local means (slow)</source>
        <translation>ノンローカルミーン（時間がかかります）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/sarchange.py" line="142"/>
        <source>LOOKS is that of the images as given; after a filter it is always estimated.</source>
        <translation>ルック数は、入力画像そのものの値を指定します。フィルタをかけた後の値は常に推定します。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/sarchange.py" line="155"/>
        <source>Threshold of the log ratio</source>
        <translation>対数比のしきい値</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/sarchange.py" line="155"/>
        <source>Kittler and Illingworth (small changes)</source>
        <translation>Kittler・Illingworth法（変化が少ない場合）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/sarchange.py" line="155"/>
        <source>Otsu (large changes)</source>
        <translation>大津の方法（変化が多い場合）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/sarchange.py" line="170"/>
        <source>NULL is none: the images without change are not used.</source>
        <translation>NULLがnoneのため、変化のない画像は使いません。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/sarchange.py" line="219"/>
        <source>{dates} dates from {first} to {last}, {polarisations}, {unit}.</source>
        <translation>{first}から{last}までの{dates}時期、{polarisations}、単位は{unit}です。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/sarchange.py" line="231"/>
        <source>Number of looks as given: {looks}.</source>
        <translation>ルック数（指定値）: {looks}</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/sarchange.py" line="233"/>
        <source>Number of looks estimated: {looks} (single windows spread by ±{spread}, {windows} windows).</source>
        <translation>ルック数（推定値）: {looks}（{windows}個の窓ごとのばらつき±{spread}）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/sarchange.py" line="241"/>
        <source>After the filter: {looks} looks.</source>
        <translation>フィルタ後のルック数: {looks}</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/sarchange.py" line="243"/>
        <source>Below two looks: the exact distribution is used in place of its approximation.</source>
        <translation>ルック数が2未満のため、近似式の代わりに厳密な分布を使います。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/sarchange.py" line="246"/>
        <source>Null learnt from the stack for {classes} classes; unrest of ±{unrest} dB on one date, stretch {stretch}, tail {tail}.</source>
        <translation>変化がないときのばらつきを{classes}分類について学習しました。1時期のばらつき±{unrest} dB、伸び{stretch}、裾{tail}。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/sarchange.py" line="258"/>
        <source>Threshold: {threshold} standard deviations of speckle.</source>
        <translation>しきい値: スペックルの標準偏差の{threshold}倍</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/sarchange.py" line="261"/>
        <source>{changed} of {seen} cells changed ({share} %).</source>
        <translation>{seen}ピクセルのうち{changed}ピクセルが変化しました（{share} %）。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/sarchange.py" line="268"/>
        <source>FIRST_CHANGE {j}: {after} to {until}, {cells} cells.</source>
        <translation>FIRST_CHANGE {j}: {after}～{until}、{cells}ピクセル</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triage.py" line="22"/>
        <source>Triage of candidates</source>
        <translation>盛土候補の絞り込み</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triage.py" line="25"/>
        <source>Reads each candidate by the law and by who lives below: zone and sizes of the fill law, permits by place and period, city planning, debris-flow areas, slope, valley lines, buildings and roads along the flow path, the way of inspectors, land use and parcels. Prints the funnel: candidates, without permits, in restricted areas, with debris-flow risk.

Nothing is dropped. The class (A to D) is the last stage of the funnel reached, no better than C where the evidence is weak; within a class the priority orders, a weighted mean of named parts. All maps are optional: what is not given or not covered is unknown, never harmless. Works on any polygons, such as finds of a patrol.</source>
        <translation>盛土候補を、盛土規制法の区域と規模、許可の場所と期間、都市計画の区分、土石流の警戒区域、傾斜、渓流等、流下経路沿いの建物と道路、車両の通れる道路、土地利用、所在・地番に照らして整理し、確認の優先順に並べます。候補、許可のないもの、市街化調整区域・都市計画区域外、土石流のおそれがあるものの順に、絞り込みの件数を表示します。

候補は一つも除外しません。優先区分（AからD）は絞り込みのどの段階まで達したかを表し、土地改変の確からしさが低い候補はC以下とします。同じ区分の中では、項目ごとの値を重み付き平均した優先度の順に並べます。地図はすべて省略できます。指定のないもの、範囲外のものは「不明」として扱い、安全とはみなしません。パトロールで見つけた箇所など、どのポリゴンにも使えます。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triage.py" line="36"/>
        <source>Made by the detection or candidate algorithm, or other polygons in a plane coordinate system.</source>
        <translation>検出または候補抽出の結果、あるいは平面直角座標系などの投影座標系のポリゴン。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triage.py" line="43"/>
        <source>Triaged candidates</source>
        <translation>絞り込み済みの盛土候補</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="62"/>
        <source>Priority class</source>
        <translation>優先区分</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="63"/>
        <source>Stage of the funnel (0–3)</source>
        <translation>絞り込みの段階（0〜3）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="65"/>
        <source>Reasons of triage</source>
        <translation>絞り込みの理由</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="66"/>
        <source>Size against the law (code)</source>
        <translation>規制規模との比較（コード）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="67"/>
        <source>Size against the law</source>
        <translation>規制規模との比較</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="68"/>
        <source>Verdict on each size, with its provision</source>
        <translation>規模ごとの判定と根拠条文</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="69"/>
        <source>State of permits (code)</source>
        <translation>許可の状況（コード）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="70"/>
        <source>State of permits</source>
        <translation>許可の状況</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="71"/>
        <source>Share explained by permits</source>
        <translation>許可で説明できる割合</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="72"/>
        <source>Area not explained (m²)</source>
        <translation>許可で説明できない面積（m²）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="73"/>
        <source>Permits on the place</source>
        <translation>該当する許可</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="74"/>
        <source>Zone of the fill law (code)</source>
        <translation>規制区域（コード）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="75"/>
        <source>Zone of the fill law</source>
        <translation>規制区域</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="76"/>
        <source>Share in the zones</source>
        <translation>規制区域内の割合</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="77"/>
        <source>City planning (code)</source>
        <translation>都市計画の区分（コード）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="78"/>
        <source>City planning</source>
        <translation>都市計画の区分</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="79"/>
        <source>Urbanisation control or unplanned (1 yes, 0 no)</source>
        <translation>市街化調整区域・都市計画区域外（1: 該当、0: 非該当）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="80"/>
        <source>Hazard area on the place</source>
        <translation>箇所の警戒区域</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="81"/>
        <source>Hazard area on the path below</source>
        <translation>流下経路の警戒区域</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="82"/>
        <source>Debris-flow risk (1 yes, 0 no)</source>
        <translation>土石流のおそれ（1: あり、0: なし）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="83"/>
        <source>Mean slope (°)</source>
        <translation>平均傾斜（°）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="84"/>
        <source>Steepest slope (°)</source>
        <translation>最大傾斜（°）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="85"/>
        <source>Distance to a valley line (m)</source>
        <translation>渓床の中心線までの距離（m）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="86"/>
        <source>Within reach of a valley line (1 yes, 0 no)</source>
        <translation>渓流等の範囲内（1: 該当、0: 非該当）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="87"/>
        <source>Largest catchment on the place (m²)</source>
        <translation>箇所内の最大集水面積（m²）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="88"/>
        <source>Length of the flow path below (m)</source>
        <translation>流下経路の長さ（m）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="89"/>
        <source>Buildings below</source>
        <translation>下流の建物（棟）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="90"/>
        <source>Nearest building below (m along the path)</source>
        <translation>下流の最も近い建物（経路沿い、m）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="91"/>
        <source>Road below (1 yes, 0 no)</source>
        <translation>下流の道路（1: あり、0: なし）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="92"/>
        <source>Nearest road below (m along the path)</source>
        <translation>下流の最も近い道路（経路沿い、m）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="93"/>
        <source>Nearest road for cars (m)</source>
        <translation>車両の通れる道路まで（m）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="154"/>
        <source>Land use</source>
        <translation>土地利用</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="95"/>
        <source>Share of that land use</source>
        <translation>その土地利用の割合</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="96"/>
        <source>Parcels (share)</source>
        <translation>所在・地番（割合）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="97"/>
        <source>Onset against the designation (code)</source>
        <translation>区域指定との前後（コード）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="98"/>
        <source>Onset against the designation</source>
        <translation>区域指定との前後</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="99"/>
        <source>Parts of the priority</source>
        <translation>優先度の内訳</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="100"/>
        <source>Reasons of triage (codes)</source>
        <translation>絞り込みの理由（コード）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="101"/>
        <source>Verdicts (codes)</source>
        <translation>規模ごとの判定（コード）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="112"/>
        <source>Elevations</source>
        <translation>標高データ</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="112"/>
        <source>A ground model in any coordinate system, the newest there is; for slope, valley lines and what lies below. Finer cells are averaged to 5 m; more than 10 m is too coarse for small valleys.</source>
        <translation>地盤の標高モデル（DEM、DTM）。座標参照系は問いません。最新のものを指定してください。傾斜、渓流等、下流の状況の判定に使います。5 mより細かいセルは5 mに平均します。10 mを超えるセルでは小さな谷を捉えられません。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="121"/>
        <source>Permits</source>
        <translation>許可</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="121"/>
        <source>Areas of development permits, permits under the fill law and notified works. A permit explains a candidate only where it was valid when the ground changed and still so when that was seen. One without both dates, or with dates that cannot be read, explains nothing: it is named in the reasons, and the log says how many.</source>
        <translation>開発許可、盛土規制法の許可、届出済み工事の区域。土地の改変時に有効で、改変が確認された時点でも有効な許可だけを考慮します。始期または終期のない許可や、日付を読み取れない許可は考慮せず、理由の欄に示します。その件数はログに表示します。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="131"/>
        <source>Zones of the fill law (A56)</source>
        <translation>盛土規制法の規制区域（A56）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="131"/>
        <source>A56_004: 1, 2, or 9 where undivided.</source>
        <translation>A56_004: 1（宅地造成等工事規制区域）、2（特定盛土等規制区域）、9（区分なし）。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="134"/>
        <source>City planning (A09)</source>
        <translation>都市計画の区分（A09）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="134"/>
        <source>layer_no: 2 urbanisation promotion, 3 urbanisation control; no polygon or no value: outside planning.</source>
        <translation>layer_no: 2（市街化区域）、3（市街化調整区域）。ポリゴンまたは値がなければ都市計画区域外とします。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="140"/>
        <source>Sediment disaster areas (A33)</source>
        <translation>土砂災害警戒区域（A33）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="140"/>
        <source>A33_001: 2 debris flow; A33_002: 1 warning, 2 special, 3 and 4 before designation.</source>
        <translation>A33_001: 2（土石流）。A33_002: 1（警戒区域）、2（特別警戒区域）、3と4（指定前）。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="146"/>
        <source>Buildings</source>
        <translation>建物</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="146"/>
        <source>Counted along the flow path below a candidate.</source>
        <translation>候補の下流の流下経路沿いで数えます。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="147"/>
        <source>Streams</source>
        <translation>河川・渓流</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="147"/>
        <source>Valley lines beside those found from the elevations.</source>
        <translation>標高データから求めた渓床の中心線に加えて使います。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="148"/>
        <source>Roads</source>
        <translation>道路</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="148"/>
        <source>For the way of inspectors, and roads that lie below. Footpaths are left out.</source>
        <translation>現地確認で通る道路と、下流の道路の判定に使います。徒歩道は除きます。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="154"/>
        <source>Polygons with a name of the use, or a raster of classes.</source>
        <translation>土地利用の名称を持つポリゴン、または分類のラスタ。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="163"/>
        <source>Parcels</source>
        <translation>筆</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="163"/>
        <source>登記所備付地図 and the like; 所在 and 地番 are found by their names.</source>
        <translation>登記所備付地図など。所在と地番のフィールドは名前から自動で判別します。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="176"/>
        <source>Designation of the zones</source>
        <translation>区域指定の日</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="176"/>
        <source>Tokyo&apos;s came into force on 2024-07-31, the default.</source>
        <translation>既定値は、東京都の規制区域が指定された2024年7月31日です。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="179"/>
        <source>Weights of the priority</source>
        <translation>優先度の重み</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="179"/>
        <source>Changes to the plugin&apos;s weights, such as houses=5, zone=0; or a preset file (.json). Empty: the plugin&apos;s.</source>
        <translation>標準の重みから変えるものだけを houses=5, zone=0 のように指定するか、プリセットファイル（.json）を指定します。空欄なら標準の重みを使います。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="188"/>
        <source>Buffer around permits (m)</source>
        <translation>許可区域のバッファ（m）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="188"/>
        <source>Outlines follow the cells of the image; half a cell to one cell is right.</source>
        <translation>候補の輪郭は画像のピクセルに沿うため、ピクセルの半分から1個分が適当です。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="200"/>
        <source>Field of the permits&apos; first day</source>
        <translation>許可の始期のフィールド</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="200"/>
        <source>Field of the permits&apos; last day</source>
        <translation>許可の終期のフィールド</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="200"/>
        <source>Field of the permits&apos; number</source>
        <translation>許可番号のフィールド</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="200"/>
        <source>Field of the land use</source>
        <translation>土地利用のフィールド</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="206"/>
        <source>Found by itself where left empty ({names} …).</source>
        <translation>空欄なら自動で判別します（{names} など）。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="211"/>
        <source>Sizes and codes of the law</source>
        <translation>規制規模とコードのファイル</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="211"/>
        <source>A changed copy of resources/law/fill.json. Empty: the plugin&apos;s own.</source>
        <translation>resources/law/fill.json を編集した複製。空欄なら付属のファイルを使います。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="221"/>
        <source>Funnel</source>
        <translation>絞り込みの結果</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="221"/>
        <source>How many candidates reach each stage, with the first of the list; or the bare numbers as CSV.</source>
        <translation>段階ごとの件数と上位の一覧（HTML）、または件数のみ（CSV）。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="227"/>
        <source>With evidence of moved earth</source>
        <translation>盛土等の証拠がある候補</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="227"/>
        <source>Not explained by permits</source>
        <translation>許可で説明できない候補の数</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="227"/>
        <source>In urbanisation control or unplanned areas</source>
        <translation>うち市街化調整区域・都市計画区域外の数</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="227"/>
        <source>With debris-flow risk</source>
        <translation>うち土石流のおそれがある数</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="385"/>
        <source>Permits: {count}; first day from the field {first}, last day from {last}.</source>
        <translation>許可 {count} 件。始期はフィールド {first}、終期は {last} から読み取りました。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="388"/>
        <source>{count} dates of permits cannot be read, such as “{example}”. Write them as 2024-07-31.</source>
        <translation>許可の日付 {count} 件を読み取れません（例:「{example}」）。2024-07-31 のように記入してください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="392"/>
        <source>{count} of {all} permits have no first or last day: they explain no candidate, but are named in the reasons. Fill in the dates in {name}, or name the fields that hold them.</source>
        <translation>許可 {all} 件のうち {count} 件に始期または終期がありません。これらは許可済みとはみなさず、理由の欄に示します。{name} に日付を記入するか、日付のフィールドを指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="451"/>
        <source>{name}: the field {field} holds codes that are not known: {codes}. See the file of law sizes.</source>
        <translation>{name}: フィールド {field} に未知のコードがあります: {codes}。規制規模のファイルを確認してください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="462"/>
        <source>{name}: none of its polygons meets any candidate. Check that it is of the right prefecture.</source>
        <translation>{name}: どのポリゴンも候補と重なりません。対象の都道府県のデータか確認してください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="517"/>
        <source>{count} features of {name} have no area: they are listed last, nothing can be said of them.</source>
        <translation>{name} の地物 {count} 件には面積がありません。判定できないため、最後に並べます。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/models.py" line="105"/>
        <source>Models</source>
        <translation>モデル</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="64"/>
        <source>Weak evidence (1 yes, 0 no)</source>
        <translation>証拠が弱い（1: はい、0: いいえ）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/fillcandidates.py" line="37"/>
        <source>Joins changed cells into places and weighs what optics, radar and elevations say of each: any of them, or all. The result is the probability that earth was moved there, with the weight of each witness beside it (in dB: +10 makes the odds ten times as high), the interval in which the change came, and, with elevations, heights and volumes.

What a witness did not see (cloud, radar layover, no data) is unknown and counts neither way. Nothing is dropped but places below the smallest area: harmless looking ones only rank lower.</source>
        <translation>変化したピクセルを箇所にまとめ、光学・レーダ・標高のそれぞれが示す証拠を重み付けします（1種類だけでも、組み合わせでも使えます）。結果は、その場所で土が動いた確率です。各観測の証拠の重み（dB。+10でオッズが10倍）、変化した期間、標高がある場合は高さと土量も付きます。

雲、レーダのレイオーバー、データなしなどで見えていない場所は「不明」とし、どちらの証拠にも数えません。最小面積より小さいもの以外は1つも除かず、問題のなさそうな場所は順位が下がるだけです。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/features.py" line="71"/>
        <source>{name}: {count} invalid geometries (crossing themselves, say) were mended. Check them in the layer.</source>
        <translation>{name}: 不正なジオメトリ（自己交差など）{count}件を修復しました。レイヤで形状を確認してください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/features.py" line="74"/>
        <source>{name}: {count} features without a geometry were left out.</source>
        <translation>{name}: ジオメトリのない地物{count}件を除きました。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/sarchange.py" line="218"/>
        <source>polarisation not named</source>
        <translation>偏波不明</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="281"/>
        <source>The elevations cover none of the candidates: slope, valleys and what lies below are unknown.</source>
        <translation>標高データがどの候補も覆っていません。傾斜、渓流、下流の状況は不明です。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/updateregister.py" line="215"/>
        <source>The date of the observation, {date}, is earlier than after_date of {count} candidates (the latest: {after_date}). They are entered as seen on {date}. Check OBSERVED_ON.</source>
        <translation>観測日{date}が、{count}件の候補のafter_date（最も新しいものは{after_date}）より前です。{date}に観測されたものとして登録します。OBSERVED_ONを確かめてください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/sarchange.py" line="277"/>
        <source>Files with cells that are zero, negative or infinite, which no backscatter is: {number}. The worst: {files}. These cells were treated as not seen. Where they are not the empty rim of the image, check how it was calibrated and whether noise was subtracted.</source>
        <translation>後方散乱係数としてあり得ない値（0、負、無限大）のピクセルを含むファイルが{number}個あります。割合の大きい順に、{files}。これらのピクセルは観測なしとして扱いました。画像の外側の空白でなければ、校正の方法とノイズ除去の有無を確認してください。</translation>
    </message>
    <message>
        <location filename="../plugin/ui/pointcloud/dock.py" line="14"/>
        <source>Point clouds</source>
        <translation>点群</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/makesample.py" line="73"/>
        <source>volcanic island</source>
        <translation>火山島</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/makesample.py" line="75"/>
        <source>Point clouds of two surveys</source>
        <translation>2時期の点群</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/makesample.py" line="75"/>
        <source>Also writes LAS tiles of 400 × 300 m by map sheet around some of the fills, of 2022 and 2024, with control points, a later capture of one site and tiles that are wrong, into the folder pointcloud; about half a minute and 450 MB more.</source>
        <translation>盛土のある一部の範囲について、2022年と2024年の点群を図郭（400 × 300 m）ごとのLASタイルで書き出します。検証点、1箇所の新しい計測、誤りのあるタイルとともにpointcloudフォルダに入ります。約30秒、450 MB増えます。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/makesample.py" line="83"/>
        <source>Laser pulses per m²</source>
        <translation>1 m²当たりのレーザパルス数</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/makesample.py" line="83"/>
        <source>Time and space grow with it.</source>
        <translation>多いほど時間と容量が増えます。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/classifyground.py" line="51"/>
        <source>Find the ground in point clouds</source>
        <translation>点群の地面の分類</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/classifyground.py" line="54"/>
        <source>Tells ground (class 2) from trees, buildings and the rest (class 1) and writes each tile as COPC into the output folder, with a virtual point cloud (.vpc), an overview and an index (index.gpkg), which the terrain model takes as INDEX. For analysts who got original data, or data whose classes cannot be trusted.

Each tile is filtered together with the points of its neighbours around it, so that tile edges do not show; give all tiles of an area at once. Only classes change.

A run that was stopped goes on where it was; a later run repeats only tiles that changed, or whose neighbours did. A tile that cannot be used is reported, and the others go on. Noise (classes 7, 18) and withheld points take no part and stay what they are. Lengths are metres, also where tiles are in feet.</source>
        <translation>地面（クラス 2）を樹木・建物などその他の点（クラス 1）から分け、タイルごとに COPC として出力フォルダに書き出します。あわせて仮想点群（.vpc）、全体図、索引（index.gpkg）を作成し、索引は地形モデルの作成で INDEX として使えます。オリジナルデータや、分類が信頼できないデータを受け取った解析担当者向けです。

各タイルは周囲の隣接タイルの点と一緒に処理するため、タイルの境目は現れません。対象範囲のタイルはまとめて指定してください。変わるのはクラスだけです。

中断した処理は続きから再開し、再実行では変更のあったタイルと、隣接タイルに変更のあったタイルだけを処理し直します。使えないタイルは報告し、残りの処理を続けます。ノイズ（クラス 7、18）と除外指定（withheld）の点は処理に使わず、そのまま残します。長さは、フィート単位のタイルでもメートルで指定します。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/classifyground.py" line="67"/>
        <source>SMRF: openings of a raster, wider and wider (Pingel et al. 2013)</source>
        <translation>SMRF: 窓を段階的に広げるラスタのオープニング処理（Pingel ほか 2013）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/classifyground.py" line="67"/>
        <source>PTD: a network of triangles grown upwards (Axelsson 2000)</source>
        <translation>PTD: 三角網を下から段階的に密にする方法（Axelsson 2000）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/classifyground.py" line="67"/>
        <source>CSF: a cloth laid from below (Zhang et al. 2016; another library)</source>
        <translation>CSF: 上下を逆にした地形に布をかぶせる方法（Zhang ほか 2016、別のライブラリ）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/surfaces.py" line="74"/>
        <source>Terrain</source>
        <translation>地形</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/classifyground.py" line="78"/>
        <source>any</source>
        <translation>一般</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/classifyground.py" line="78"/>
        <source>mountains: steep, wooded</source>
        <translation>山地: 急傾斜、森林</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/classifyground.py" line="78"/>
        <source>towns: large buildings, gentle ground</source>
        <translation>市街地: 大きな建物、緩やかな地面</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/classifyground.py" line="78"/>
        <source>Sets the numbers of the method.</source>
        <translation>手法の数値をまとめて設定します。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/classifyground.py" line="90"/>
        <source>Classes that are there</source>
        <translation>既存のクラス</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/classifyground.py" line="90"/>
        <source>keep; only classes 0, 1 and 2 are decided anew</source>
        <translation>維持（クラス 0・1・2 の点だけを分類し直す）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/classifyground.py" line="90"/>
        <source>replace by 1 and 2, but for noise</source>
        <translation>ノイズ以外を 1 と 2 に置き換える</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/classifyground.py" line="90"/>
        <source>Where they are kept, points known as plants, buildings, wires and bridges are no candidates for ground.</source>
        <translation>維持する場合、植生・建物・電線・橋に分類済みの点は地面の候補にしません。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/classifyground.py" line="104"/>
        <source>Empty: as TERRAIN has it.</source>
        <translation>空欄: TERRAIN の設定値を使います。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/classifyground.py" line="106"/>
        <source>Cell of the filter (m)</source>
        <translation>フィルタのセルの大きさ（m）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/classifyground.py" line="106"/>
        <source>Height above ground that is still ground (m)</source>
        <translation>地面とみなす高さの許容差（m）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/classifyground.py" line="114"/>
        <source>Collar from neighbouring tiles (m)</source>
        <translation>隣接タイルから取り込む幅（m）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/classifyground.py" line="114"/>
        <source>How far into its neighbours a tile is filtered. Settings that look further take more.</source>
        <translation>隣接タイルの点をどこまで含めて処理するかです。より遠くの点を使う設定では、その距離まで含めます。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/importpointcloud.py" line="84"/>
        <source>Open the point cloud afterwards</source>
        <translation>終了後に点群を開く</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/classifyground.py" line="119"/>
        <source>Coloured by class.</source>
        <translation>クラス別に色分けします。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/importpointcloud.py" line="90"/>
        <source>Folder of the COPC files</source>
        <translation>COPC ファイルのフォルダ</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/classifyground.py" line="123"/>
        <source>About 8 bytes a point; not the folder of the tiles. Choose the same folder again to bring it up to date.</source>
        <translation>1 点あたり約 8 バイトです。元のタイルのフォルダは指定できません。更新するときは同じフォルダを指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/updatepointcloud.py" line="135"/>
        <source>Virtual point cloud</source>
        <translation>仮想点群</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/importpointcloud.py" line="98"/>
        <source>Overview of the point cloud</source>
        <translation>点群の全体図</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/indextiles.py" line="79"/>
        <source>Index of tiles</source>
        <translation>タイルの索引</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/indextiles.py" line="80"/>
        <source>Number of tiles</source>
        <translation>タイル数</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/surfaces.py" line="121"/>
        <source>Number of points</source>
        <translation>点数</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/surfaces.py" line="121"/>
        <source>Number of ground points</source>
        <translation>地面の点数</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/importpointcloud.py" line="102"/>
        <source>Tiles left out</source>
        <translation>除外したタイル</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/classifyground.py" line="165"/>
        <source>{ground} points are ground: {share} %.</source>
        <translation>地面の点は {ground} 点（{share} %）です。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/classifyground.py" line="169"/>
        <source>Share of ground points</source>
        <translation>地面の点の割合</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/surfaces.py" line="110"/>
        <source>Points per m²</source>
        <translation>点密度（点/m²）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/classifyground.py" line="177"/>
        <source>Ground and the rest</source>
        <translation>地面とその他の点</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/classifyground.py" line="178"/>
        <source>Ground and the rest (overview)</source>
        <translation>地面とその他の点（全体図）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/copcresults.py" line="51"/>
        <source>{tiles} tiles with {points} points; {made} of them made now, {left} left out.</source>
        <translation>{tiles}タイル、{points}点。今回作成{made}、除外{left}。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/indextiles.py" line="123"/>
        <source>Sheet</source>
        <translation>図郭</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/indextiles.py" line="123"/>
        <source>Worst problem</source>
        <translation>最も重い問題</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/copcresults.py" line="61"/>
        <source>State</source>
        <translation>状態</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/indextiles.py" line="123"/>
        <source>Problems</source>
        <translation>問題</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/indextiles.py" line="123"/>
        <source>Known from</source>
        <translation>座標系の根拠</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/indextiles.py" line="123"/>
        <source>Height datum</source>
        <translation>標高の基準</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/indextiles.py" line="123"/>
        <source>Lowest (z)</source>
        <translation>最低標高(z)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/indextiles.py" line="123"/>
        <source>Highest (z)</source>
        <translation>最高標高(z)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/indextiles.py" line="123"/>
        <source>File made on</source>
        <translation>ファイル作成日</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/indextiles.py" line="123"/>
        <source>Point format</source>
        <translation>点フォーマット</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/copcresults.py" line="61"/>
        <source>Made from</source>
        <translation>取り込み元</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/indextiles.py" line="123"/>
        <source>File</source>
        <translation>ファイル</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/indextiles.py" line="123"/>
        <source>File in the zip</source>
        <translation>zip内のファイル</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/importpointcloud.py" line="30"/>
        <source>Import point clouds</source>
        <translation>点群の取り込み</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/importpointcloud.py" line="33"/>
        <source>Makes one layer of a delivery of point cloud tiles: each tile becomes a COPC file in the output folder, and a virtual point cloud (.vpc) and an overview join them. QGIS draws COPC smoothly at any scale, in 2D and 3D; the overview shows the whole survey from afar, where a virtual point cloud shows only the outlines of its tiles. An index of the tiles (index.gpkg) lies beside them.

Nothing is lost: coordinates, classes, returns, intensities, colours, times and extra bytes are kept, and every tile is read back and compared before it counts as done. Only waveforms are left out. A tile that cannot be used is reported, and the others go on.

A run that was stopped goes on where it was; a later run repeats only tiles that changed. Memory stays below 1 GiB whatever the size of a tile. The folder can be moved as a whole.</source>
        <translation>納品された点群タイルを1つのレイヤにまとめます。タイルごとに出力フォルダへCOPCファイルを作り、仮想点群（.vpc）と概観でつなぎます。COPCはQGISの2Dでも3Dでも、どの縮尺でも滑らかに描かれます。仮想点群は遠くからはタイルの枠しか描かれないため、全体は概観で見ます。タイルのインデックス（index.gpkg）も同じフォルダに作ります。

座標、クラス、リターン、反射強度、色、時刻、追加属性はすべて保たれます。どのタイルも、書き込み後に読み戻して照合してから完了とします。波形データだけは除かれます。使えないタイルは報告し、ほかのタイルの処理を続けます。

途中で止めた処理は、続きから再開します。後から実行し直すと、変わったタイルだけを作り直します。使用メモリはタイルの大きさによらず1 GiB以下です。フォルダはまとめて移動できます。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/importpointcloud.py" line="47"/>
        <source>as written in the tiles</source>
        <translation>タイルに書かれたとおり</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/importpointcloud.py" line="47"/>
        <source>Tokyo Bay, JGD2011 (until March 2025)</source>
        <translation>東京湾平均海面、JGD2011（2025年3月まで）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/importpointcloud.py" line="47"/>
        <source>JGD2024 (from April 2025)</source>
        <translation>JGD2024（2025年4月から）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/importpointcloud.py" line="47"/>
        <source>mean sea level at the island</source>
        <translation>島の平均海面</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/importpointcloud.py" line="47"/>
        <source>not known</source>
        <translation>不明</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/importpointcloud.py" line="47"/>
        <source>Written into the results; heights are not changed.</source>
        <translation>結果に書き込みます。標高の値は変えません。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/importpointcloud.py" line="60"/>
        <source>Order of the coordinates</source>
        <translation>座標の順序</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/importpointcloud.py" line="60"/>
        <source>east, north; tiles where that cannot be are refused</source>
        <translation>東・北（ありえないタイルは取り込まない）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/importpointcloud.py" line="60"/>
        <source>east, north</source>
        <translation>東・北</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/importpointcloud.py" line="60"/>
        <source>north, east, as X and Y of surveyors</source>
        <translation>北・東（測量のX・Y）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/importpointcloud.py" line="60"/>
        <source>Text files are sometimes written north first.</source>
        <translation>テキスト形式では、北が先に書かれることがあります。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/importpointcloud.py" line="72"/>
        <source>Drawn by</source>
        <translation>表示方法</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/importpointcloud.py" line="72"/>
        <source>colours where there are any, else heights</source>
        <translation>色（なければ標高）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/importpointcloud.py" line="72"/>
        <source>colours</source>
        <translation>色</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/importpointcloud.py" line="72"/>
        <source>heights</source>
        <translation>標高</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/importpointcloud.py" line="72"/>
        <source>classes</source>
        <translation>クラス</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/importpointcloud.py" line="84"/>
        <source>The virtual point cloud and its overview, ready drawn.</source>
        <translation>仮想点群と概観を、表示設定済みで開きます。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/importpointcloud.py" line="84"/>
        <source>The virtual point cloud and its overview.</source>
        <translation>仮想点群と全体図を開きます。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/importpointcloud.py" line="90"/>
        <source>About 8 bytes a point. Choose the same folder again to bring it up to date.</source>
        <translation>1点あたり約8バイトです。同じフォルダを選ぶと、内容を更新します。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/importpointcloud.py" line="139"/>
        <source>Point cloud</source>
        <translation>点群</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/importpointcloud.py" line="140"/>
        <source>Point cloud (overview)</source>
        <translation>点群（概観）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/indextiles.py" line="53"/>
        <source>Index point cloud tiles</source>
        <translation>点群タイルの索引化</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/indextiles.py" line="56"/>
        <source>Shows a whole delivery of point clouds on the map before anything is unpacked or converted: one polygon for each tile with its map sheet, number of points, density, coordinate system and what is wrong with it, and one for each sheet that is missing among the others. LAS, LAZ, text tiles (X, Y, Z), and grids as GeoTIFF or text are read where they are, in zips too.

Name, header and a sample of points are compared: tiles whose name contradicts their coordinates, exchanged X and Y, wrong zones, feet, absurd boxes, doubles, damaged and truncated files are told as problems. The other algorithms for point clouds take the layer as INDEX, its selected tiles where some are selected.

Where INDEX is a file of an earlier run, only files that have changed since are read again.</source>
        <translation>点群の納品物全体を、展開や変換の前に地図に示します。タイルごとに1つのポリゴンを作り、図郭、点数、点密度、座標系、問題点を示します。周りの図郭があるのに欠けている図郭もポリゴンで示します。LAS、LAZ、テキスト点群(X, Y, Z)、GeoTIFFやテキストのグリッドを、zipの中でもそのまま読みます。

名前、ヘッダ、点の標本を比べます。名前と座標の矛盾、XとYの入れ替わり、系の誤り、フィート単位、あり得ない範囲、重複、破損や途中で切れたファイルを問題として示します。点群のほかのアルゴリズムは、このレイヤをINDEXとして受け取り、選択があれば選択したタイルだけを使います。

INDEXに前回の結果のファイルを指定すると、その後に変わったファイルだけを読み直します。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/indextiles.py" line="69"/>
        <source>Read all points</source>
        <translation>すべての点を読む</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/indextiles.py" line="69"/>
        <source>Reads every file to its end: finds damage inside, true boxes and densities, and counts by class. Takes as long as unpacking everything.</source>
        <translation>すべてのファイルを最後まで読み、内部の破損、実際の範囲と密度、クラスごとの点数を調べます。すべてを展開するのと同じくらいの時間がかかります。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/indextiles.py" line="74"/>
        <source>Read unchanged files again</source>
        <translation>変わっていないファイルも読み直す</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/indextiles.py" line="74"/>
        <source>Without it, an INDEX of an earlier run is brought up to date.</source>
        <translation>チェックしない場合、前回のINDEXを更新します。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/indextiles.py" line="80"/>
        <source>Tiles with errors or warnings</source>
        <translation>エラーまたは警告のあるタイル</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/indextiles.py" line="80"/>
        <source>Missing sheets</source>
        <translation>欠けている図郭</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/mapsheets.py" line="102"/>
        <source>Level</source>
        <translation>レベル</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/indextiles.py" line="123"/>
        <source>Problems (codes)</source>
        <translation>問題(コード)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/indextiles.py" line="123"/>
        <source>Points or cells</source>
        <translation>点数またはセル数</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/indextiles.py" line="123"/>
        <source>Points per m² that holds any</source>
        <translation>点のある場所の点密度(点/m²)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/indextiles.py" line="123"/>
        <source>Surveyed from</source>
        <translation>計測開始日</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/indextiles.py" line="123"/>
        <source>Surveyed to</source>
        <translation>計測終了日</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/indextiles.py" line="123"/>
        <source>LAS version</source>
        <translation>LASバージョン</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/indextiles.py" line="123"/>
        <source>Points by return</source>
        <translation>反射番号ごとの点数</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/indextiles.py" line="123"/>
        <source>Points by class</source>
        <translation>クラスごとの点数</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/indextiles.py" line="123"/>
        <source>Cell of grid</source>
        <translation>グリッド間隔</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/indextiles.py" line="123"/>
        <source>Kept for the next scan</source>
        <translation>次回の索引化のための記録</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/indextiles.py" line="217"/>
        <source>{tiles} tiles, {points} points; {problems} tiles with errors or warnings, {missing} sheets missing.</source>
        <translation>タイル{tiles}個、点{points}個。エラーまたは警告のあるタイル{problems}個、欠けている図郭{missing}個。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/indextiles.py" line="221"/>
        <source>{count} of them were not read again, as unchanged.</source>
        <translation>うち{count}個は変わっていないため、読み直しませんでした。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/indextiles.py" line="225"/>
        <source>{severity}, {count} tiles, the first {name}: {message}</source>
        <translation>{severity}、タイル{count}個、最初は{name}: {message}</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/indextiles.py" line="234"/>
        <source>Missing sheets: {sheets}</source>
        <translation>欠けている図郭: {sheets}</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/indextiles.py" line="238"/>
        <source>{count} text files hold no points and were left out, the first {name}.</source>
        <translation>点のないテキストファイル{count}個を除きました。最初は{name}です。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/mapsheets.py" line="36"/>
        <source>Map sheets and meshes</source>
        <translation>図郭・メッシュの作成</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/mapsheets.py" line="39"/>
        <source>Draws the sheets of 国土基本図, by which surveys and point clouds are delivered, over an extent, each with its code, such as 09LD2626: to see which tiles to ask for, and which are missing. Meshes of JIS X 0410, by which the Geospatial Information Authority delivers, are drawn in the same way.

Sheets belong to one of the 19 plane rectangular zones; Tokyo with the Izu islands is zone 9, Ogasawara 14, Okinotorishima 18, Minamitorishima 19. On Tokyo's islands each sheet also says from where heights count: from the mean level of Tokyo Bay, or, from Hachijojima southward, from that of the sea around the island.

Codes of eight digits may mean level 500 or the older level 1250. More than a million sheets are refused.</source>
        <translation>測量成果や点群の納品単位である国土基本図の図郭を、09LD2626のような図郭コード付きのポリゴンとして範囲に作成します。必要なタイルや欠けているタイルの確認に使います。国土地理院の提供単位である地域メッシュ（JIS X 0410）も同じように作成できます。

図郭は平面直角座標系19系のいずれかに属します。東京都の本土と伊豆諸島は第9系、小笠原諸島は第14系、沖ノ鳥島は第18系、南鳥島は第19系です。東京都の島では、標高の基準（東京湾平均海面、または八丈島以南ではその島の平均海面）も図郭の属性に付けます。

8桁のコードは、レベル500の図郭のほか、古いレベル1250の図郭を表すことがあります。100万枚を超える場合は作成しません。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/mapsheets.py" line="50"/>
        <source>Sheets that share ground with it are drawn. In a command: west,east,south,north [EPSG:6677].</source>
        <translation>この範囲と重なる図郭を作成します。コマンドでは「西,東,南,北 [EPSG:6677]」の順に書きます。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/mapsheets.py" line="54"/>
        <source>1 × 0.75 km, older surveys</source>
        <translation>1 × 0.75 km、古い成果</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/mapsheets.py" line="54"/>
        <source>400 × 300 m, Tokyo's point clouds</source>
        <translation>400 × 300 m、東京都の点群</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/mapsheets.py" line="54"/>
        <source>first mesh, 80 km</source>
        <translation>第1次メッシュ、80 km</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/mapsheets.py" line="54"/>
        <source>second mesh, 10 km</source>
        <translation>第2次メッシュ、10 km</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/mapsheets.py" line="54"/>
        <source>third mesh, 1 km: the tiles of GSI</source>
        <translation>第3次メッシュ、1 km（国土地理院の提供単位）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/mapsheets.py" line="54"/>
        <source>half mesh, 500 m</source>
        <translation>2分の1メッシュ、500 m</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/mapsheets.py" line="54"/>
        <source>quarter mesh, 250 m</source>
        <translation>4分の1メッシュ、250 m</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/mapsheets.py" line="54"/>
        <source>eighth mesh, 125 m</source>
        <translation>8分の1メッシュ、125 m</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/mapsheets.py" line="54"/>
        <source>tenth of a third mesh, 100 m</source>
        <translation>10分の1細分メッシュ、100 m</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/mapsheets.py" line="102"/>
        <source>Zone</source>
        <translation>系番号</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/mapsheets.py" line="75"/>
        <source>Plane rectangular zone, 1 to 19. 0: that of the extent&apos;s coordinate system, else, in Tokyo, of its place. Meshes have none.</source>
        <translation>平面直角座標系の系番号（1〜19）です。0の場合は、範囲の座標参照系の系、それが平面直角座標系でなければ、東京都内では位置から決まる系を使います。地域メッシュでは使いません。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/mapsheets.py" line="82"/>
        <source>Sheets</source>
        <translation>図郭</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/mapsheets.py" line="83"/>
        <source>Number of sheets</source>
        <translation>図郭の枚数</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/mapsheets.py" line="102"/>
        <source>Code</source>
        <translation>コード</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/mapsheets.py" line="102"/>
        <source>Island</source>
        <translation>島</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/mapsheets.py" line="102"/>
        <source>Zero of heights</source>
        <translation>標高の基準</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/mapsheets.py" line="122"/>
        <source>{count} sheets of level {level} in {crs}.</source>
        <translation>レベル{level}の図郭を{count}枚、{crs}で作成しました。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/mapsheets.py" line="180"/>
        <source>Mean sea level of Tokyo Bay</source>
        <translation>東京湾平均海面</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/mapsheets.py" line="181"/>
        <source>Mean sea level at the island</source>
        <translation>その島の平均海面</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/pointcloudquality.py" line="33"/>
        <source>Quality of a point cloud</source>
        <translation>点群の品質検査</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/pointcloudquality.py" line="36"/>
        <source>Says whether a delivery is what was ordered: points per m² against the specification, voids, steps between flight strips and between neighbouring tiles, differences from control points (bias, RMSE, 95 %), noise, classes that cannot be right, return numbers, GPS times, duplicates and colours.

The report is one HTML file with maps and histograms. ISSUES outlines what to look at, with its kind, severity, value and limit.

Strips are told apart by the point source ID; without it they cannot be compared. Empty ground at the outer edge of the tiles counts as not surveyed, not as a void.</source>
        <translation>納品された点群が仕様どおりかを調べます。点密度、欠測、コース間と隣接タイル間の段差、検証点との差(平均誤差、RMSE、95 %)、ノイズ、誤った分類、リターン番号、GPS時刻、重複点、色を検査します。

報告書は地図とヒストグラムを含む 1 つの HTML です。ISSUES には確認すべき場所が、種類・重大度・値・基準値とともに入ります。

コースはポイントソースIDで区別します。ない場合は比較できません。タイル群の外縁に続く点のない場所は欠測ではなく計測範囲外とみなします。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/pointcloudquality.py" line="49"/>
        <source>Control points (CSV)</source>
        <translation>検証点(CSV)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/pointcloudquality.py" line="49"/>
        <source>Columns id, east, north, height, or 点名, X, Y, 標高; UTF-8 or Shift_JIS; in the coordinate system of the tiles, heights in metres.</source>
        <translation>列は 点名, X, Y, 標高 または id, east, north, height。文字コードは UTF-8 か Shift_JIS。座標系はタイルと同じ、標高はメートル。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/pointcloudquality.py" line="56"/>
        <source>Axes of the control points</source>
        <translation>検証点の座標軸</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/pointcloudquality.py" line="56"/>
        <source>whichever order falls into the tiles</source>
        <translation>タイルの中に入る順</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/pointcloudquality.py" line="56"/>
        <source>X is east</source>
        <translation>X が東</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/pointcloudquality.py" line="56"/>
        <source>X is north (survey)</source>
        <translation>X が北(測量)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/pointcloudquality.py" line="56"/>
        <source>Of columns called X and Y.</source>
        <translation>X、Y という名前の列について。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/pointcloudquality.py" line="68"/>
        <source>4 points/m² (GSI)</source>
        <translation>4 点/m²(国土地理院)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/pointcloudquality.py" line="68"/>
        <source>16 points/m² (Tokyo)</source>
        <translation>16 点/m²(東京都)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/pointcloudquality.py" line="69"/>
        <source>Specification</source>
        <translation>仕様</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/pointcloudquality.py" line="69"/>
        <source>Numbers are in resources/presets/pointcloud_quality.json; the ones below replace its own.</source>
        <translation>数値は resources/presets/pointcloud_quality.json にあります。下の値を入力すると置き換わります。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/pointcloudquality.py" line="76"/>
        <source>Points per m² asked for</source>
        <translation>求める点密度(点/m²)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/pointcloudquality.py" line="76"/>
        <source>Empty: as in the specification.</source>
        <translation>空欄: 仕様のとおり。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/pointcloudquality.py" line="80"/>
        <source>Cell for densities (m)</source>
        <translation>点密度のセル(m)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/pointcloudquality.py" line="80"/>
        <source>Edge of the cells the density is judged on. Empty: as in the specification (1 m).</source>
        <translation>点密度を判定するセルの一辺。空欄: 仕様のとおり(1 m)。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/pointcloudquality.py" line="84"/>
        <source>all returns</source>
        <translation>全リターン</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/pointcloudquality.py" line="84"/>
        <source>first returns</source>
        <translation>ファーストリターン</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/pointcloudquality.py" line="84"/>
        <source>last returns</source>
        <translation>ラストリターン</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/pointcloudquality.py" line="85"/>
        <source>Returns that count</source>
        <translation>数えるリターン</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/pointcloudquality.py" line="85"/>
        <source>For the density asked for.</source>
        <translation>点密度の判定に使います。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/surfaces.py" line="97"/>
        <source>Smallest void (m²)</source>
        <translation>欠測域の最小面積 (m²)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/pointcloudquality.py" line="88"/>
        <source>Smaller voids are not reported. Empty: as in the specification.</source>
        <translation>これより小さい欠測は報告しません。空欄: 仕様のとおり。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/pointcloudquality.py" line="93"/>
        <source>Largest step of strips and tiles (m)</source>
        <translation>コース間・タイル間の段差の許容値(m)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/pointcloudquality.py" line="93"/>
        <source>Medians beyond it are reported. Empty: as in the specification.</source>
        <translation>中央値がこれを超える段差を報告します。空欄: 仕様のとおり。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/pointcloudquality.py" line="100"/>
        <source>Ground around a control point (m)</source>
        <translation>検証点の周囲の範囲(m)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/pointcloudquality.py" line="100"/>
        <source>The plane through the ground within this distance is compared with the control point.</source>
        <translation>この距離内の地表面に当てはめた平面を検証点と比べます。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/pointcloudquality.py" line="107"/>
        <source>Findings</source>
        <translation>指摘事項</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/pointcloudquality.py" line="140"/>
        <source>Control points: X was read as north, Y as east.</source>
        <translation>検証点: X を北、Y を東として読みました。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/pointcloudquality.py" line="140"/>
        <source>Control points: the first coordinate was read as east, the second as north.</source>
        <translation>検証点: 1 番目の座標を東、2 番目を北として読みました。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/pointcloudquality.py" line="177"/>
        <source>Mean difference from control points (m)</source>
        <translation>検証点との差の平均(m)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/pointcloudquality.py" line="177"/>
        <source>RMSE at control points (m)</source>
        <translation>検証点での RMSE(m)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/pointcloudquality.py" line="177"/>
        <source>Vertical error at 95 %, 1.96 RMSE (m)</source>
        <translation>標高誤差(95 %、1.96 RMSE)(m)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/pointcloudquality.py" line="177"/>
        <source>95th percentile of absolute differences (m)</source>
        <translation>差の絶対値の 95 百分位数(m)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/pointcloudquality.py" line="177"/>
        <source>Control points used</source>
        <translation>使用した検証点数</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/pointcloudquality.py" line="177"/>
        <source>First returns per m²</source>
        <translation>1 m² あたりのファーストリターン数</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/pointcloudquality.py" line="177"/>
        <source>Last returns per m²</source>
        <translation>1 m² あたりのラストリターン数</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/pointcloudquality.py" line="177"/>
        <source>Share of cells that meet the density</source>
        <translation>点密度を満たすセルの割合</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/pointcloudquality.py" line="177"/>
        <source>Share of voids</source>
        <translation>欠測率</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/pointcloudquality.py" line="177"/>
        <source>Difference between strips, RMS (m)</source>
        <translation>コース間の標高差、RMS(m)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/pointcloudquality.py" line="177"/>
        <source>Largest step between tiles (m)</source>
        <translation>タイル間の最大の段差(m)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/pointcloudquality.py" line="177"/>
        <source>Share of noise</source>
        <translation>ノイズの割合</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/pointcloudquality.py" line="177"/>
        <source>Share of duplicate points</source>
        <translation>重複点の割合</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/pointcloudquality.py" line="177"/>
        <source>Tiles examined</source>
        <translation>検査したタイル数</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/pointcloudquality.py" line="177"/>
        <source>Points examined</source>
        <translation>検査した点数</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/pointcloudquality.py" line="177"/>
        <source>Number of findings</source>
        <translation>指摘事項の件数</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/pointcloudquality.py" line="177"/>
        <source>Number of serious findings</source>
        <translation>重大な指摘事項の件数</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/pointcloudquality.py" line="235"/>
        <source>Severity</source>
        <translation>重大度</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/pointcloudquality.py" line="235"/>
        <source>Value</source>
        <translation>値</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/pointcloudquality.py" line="235"/>
        <source>Limit</source>
        <translation>基準値</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/updatepointcloud.py" line="313"/>
        <source>Tile</source>
        <translation>タイル</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/updatepointcloud.py" line="313"/>
        <source>Kind (in words)</source>
        <translation>種類(説明)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/pointcloudquality.py" line="235"/>
        <source>Severity (in words)</source>
        <translation>重大度(説明)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/pointcloudquality.py" line="235"/>
        <source>What was found</source>
        <translation>指摘事項</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/surfaces.py" line="49"/>
        <source>Terrain and surface models from point clouds</source>
        <translation>点群から地形・表層モデルを作成</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/surfaces.py" line="52"/>
        <source>Makes rasters of any number of tiles, which are read once: terrain (DTM), surface (DSM), heights above ground (CHM), density, and where there are no points as polygons. For planners and analysts who need whole municipalities on one grid.

Cell edges are whole multiples of RESOLUTION from the origin of the coordinate system, so that results of neighbouring areas fit without resampling, and tile edges do not show: every cell is computed with all points around it, whatever tile they are in.

Terrain needs points classed as ground; run classifyground first where there are none. Noise (classes 7, 18) and withheld points are left out everywhere. Heights are metres, also where tiles are in feet.</source>
        <translation>何枚のタイルからでも、一度の読み込みでラスタを作成します: 地形（DTM）、表層（DSM）、地上高（CHM）、点密度、および点のない場所（ポリゴン）。市町村全域を一つの格子で扱いたい計画・解析の担当者向けです。

セルの境界は座標系の原点から RESOLUTION の整数倍に置くため、隣の地域の結果とリサンプリングなしで重なります。どのセルも周囲のすべての点をタイルに関係なく使って計算するので、タイルの境目は現れません。

地形には地面に分類された点が必要です。なければ先に classifyground を実行してください。ノイズ（クラス 7、18）と除外点（withheld）はどの結果にも使いません。高さは、タイルがフィートでもメートルで書きます。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/surfaces.py" line="66"/>
        <source>0.5 m or 1 m suits surveys with 4 points per m² or more.</source>
        <translation>1 m² あたり 4 点以上の測量には 0.5 m か 1 m が適します。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/surfaces.py" line="70"/>
        <source>Only this part of the tiles. Empty: all of them.</source>
        <translation>タイルのうちこの範囲だけを処理します。空欄ではすべて。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/surfaces.py" line="74"/>
        <source>straight lines in a network of triangles (recommended)</source>
        <translation>三角網（TIN）の線形補間（推奨）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/surfaces.py" line="74"/>
        <source>mean of near ground points, weighted by 1/distance²</source>
        <translation>近くの地面の点の平均（距離の 2 乗の逆数で重み付け、IDW）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/surfaces.py" line="83"/>
        <source>Surface</source>
        <translation>表層</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/surfaces.py" line="83"/>
        <source>without pits in tree crowns (Khosravipour et al. 2014)</source>
        <translation>樹冠のくぼみを除く（Khosravipour et al. 2014）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/surfaces.py" line="83"/>
        <source>highest point of each cell</source>
        <translation>セル内の最高点</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/surfaces.py" line="92"/>
        <source>Fill gaps up to (m)</source>
        <translation>空白を埋める幅の上限 (m)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/surfaces.py" line="92"/>
        <source>Under buildings and on water there is no ground: gaps wider than this stay empty. Nothing is filled beyond the points. Larger distances take longer.</source>
        <translation>建物の下や水面には地面の点がありません。これより広い空白は空のまま残します。点のある範囲の外へは延ばしません。距離が大きいほど時間がかかります。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/surfaces.py" line="97"/>
        <source>A void also holds an empty square four point spacings wide; between points there is always some room.</source>
        <translation>点と点の間には必ず隙間があるため、点間隔の 4 倍四方の空白を含むものだけを欠測域とします。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/surfaces.py" line="101"/>
        <source>Classes that are ground</source>
        <translation>地面とするクラス</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/surfaces.py" line="101"/>
        <source>Class codes, separated by commas: 2 is ground; 2,9 makes water surfaces part of the terrain.</source>
        <translation>クラス番号をコンマで区切ります。2 が地面です。2,9 とすると水面も地形に含めます。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/surfaces.py" line="107"/>
        <source>Terrain (DTM)</source>
        <translation>地形（DTM）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/surfaces.py" line="108"/>
        <source>Surface (DSM)</source>
        <translation>表層（DSM）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/surfaces.py" line="109"/>
        <source>Height above ground (CHM)</source>
        <translation>地上高（CHM）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/surfaces.py" line="109"/>
        <source>DSM − DTM, nowhere below 0.</source>
        <translation>DSM − DTM。0 未満にはなりません。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/surfaces.py" line="111"/>
        <source>Voids</source>
        <translation>欠測域</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/surfaces.py" line="111"/>
        <source>Areas without points: kind is water where class 9 lies around, edge where they open to the outside.</source>
        <translation>点のない範囲です。kind は、周囲がクラス 9 なら water（水面）、測量範囲の外に開いていれば edge（縁）です。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/surfaces.py" line="115"/>
        <source>Ground points per m²</source>
        <translation>地面の点密度（点/m²）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/surfaces.py" line="115"/>
        <source>Intensity of first returns</source>
        <translation>ファーストリターンの反射強度</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/surfaces.py" line="115"/>
        <source>Colour of first returns</source>
        <translation>ファーストリターンの色</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/surfaces.py" line="121"/>
        <source>Number of voids</source>
        <translation>欠測域の数</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/surfaces.py" line="121"/>
        <source>Share of cells in voids</source>
        <translation>欠測域のセルの割合</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/surfaces.py" line="161"/>
        <source>{points} points, {ground} of them ground, in {cells} cells; {share} % of the surveyed area are voids.</source>
        <translation>{points} 点（うち地面 {ground} 点）、{cells} セル。測量範囲の {share} % が欠測域です。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/surfaces.py" line="213"/>
        <source>Number</source>
        <translation>番号</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/terrainmaps.py" line="38"/>
        <source>Terrain maps</source>
        <translation>地形表現図の作成</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/terrainmaps.py" line="41"/>
        <source>Draws an elevation model of the ground so that landforms can be read: hillshade lit from several sides, slope in degrees, and the CS map (CS立体図) of foresters: ridges and other convex ground reddish, valleys and other concave ground bluish, steep ground dark. Fill shows as a smooth, pale flat with a reddish rim and a dark face. On demand also curvature (1/m, convex positive) and openness (degrees: 90 on a plane, more on ridges, less in valleys).

Use a model of the ground (DTM) of 0.25 to 10 m in a system in metres. Hillshade and slope are those of gdaldem. Colours of the CS map mean the same in every sheet, so that neighbouring maps match.</source>
        <translation>地盤の標高モデルから、地形を判読するための図を作成します。多方向からの光による陰影起伏図、傾斜（度）、CS立体図（尾根などの凸地形は赤み、谷などの凹地形は青み、急な斜面は暗く）です。盛土は、赤みのある縁と暗いのり面に囲まれた、滑らかで明るい平坦地として現れます。必要に応じて、曲率（1/m、凸が正）と地上開度（度。平面で90、尾根で大きく谷で小さい）も作成します。

ピクセルが0.25〜10 mで、座標参照系がメートル単位の地盤の標高モデル（DTM）を使ってください。陰影起伏図と傾斜はgdaldemと同じ値です。CS立体図の色はどの図郭でも同じ意味を持ち、隣り合う図がつながります。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/terrainmaps.py" line="53"/>
        <source>Elevation model</source>
        <translation>標高モデル</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/terrainmaps.py" line="53"/>
        <source>Heights of the ground (one band), in a system in metres.</source>
        <translation>地盤の標高（1バンド）です。座標参照系はメートル単位であること。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/terrainmaps.py" line="54"/>
        <source>Light of the hillshade</source>
        <translation>陰影起伏図の光</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/terrainmaps.py" line="54"/>
        <source>from several sides</source>
        <translation>多方向</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/terrainmaps.py" line="54"/>
        <source>from one side</source>
        <translation>一方向</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/terrainmaps.py" line="60"/>
        <source>Azimuth of the light (°)</source>
        <translation>光の方位角 (°)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/terrainmaps.py" line="60"/>
        <source>Where light from one side comes from, clockwise from north.</source>
        <translation>「一方向」のときに光が来る方位です。北から時計回りに測ります。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/terrainmaps.py" line="64"/>
        <source>Altitude of the light (°)</source>
        <translation>光の高度角 (°)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/terrainmaps.py" line="64"/>
        <source>Above the horizon.</source>
        <translation>水平面からの角度です。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/terrainmaps.py" line="68"/>
        <source>Exaggeration of heights</source>
        <translation>高さの強調</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/terrainmaps.py" line="68"/>
        <source>In the hillshade only.</source>
        <translation>陰影起伏図だけに使います。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/terrainmaps.py" line="73"/>
        <source>Smoothing of curvature (m)</source>
        <translation>曲率の平滑化 (m)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/terrainmaps.py" line="73"/>
        <source>Standard deviation of the Gaussian that takes out what is smaller, in curvature and CS map. 3 m suits models of 0.25 to 2 m; larger radii show larger landforms; 0: none, for models of 10 m.</source>
        <translation>曲率とCS立体図で、これより小さな凹凸を除くガウシアンフィルタの標準偏差です。ピクセルが0.25〜2 mの標高モデルには3 mが適します。大きくすると大きな地形が見えます。10 mの標高モデルには0（平滑化なし）を使います。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/terrainmaps.py" line="80"/>
        <source>Strength of colours</source>
        <translation>色の強さ</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/terrainmaps.py" line="80"/>
        <source>Of the CS map. 1 suits mountains; 2 to 4 bring out gentle ground.</source>
        <translation>CS立体図の色の強さです。山地には1、緩やかな土地には2〜4が適します。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/terrainmaps.py" line="84"/>
        <source>Radius of openness (m)</source>
        <translation>地上開度の半径 (m)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/terrainmaps.py" line="84"/>
        <source>How far the horizon is looked for; the time it takes grows with it.</source>
        <translation>地平線を探す距離です。大きいほど時間がかかります。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/terrainmaps.py" line="89"/>
        <source>Unit of the heights</source>
        <translation>高さの単位</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/terrainmaps.py" line="96"/>
        <source>Hillshade</source>
        <translation>陰影起伏図</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/terrainmaps.py" line="97"/>
        <source>Slope</source>
        <translation>傾斜</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/terrainmaps.py" line="98"/>
        <source>CS map</source>
        <translation>CS立体図</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/terrainmaps.py" line="99"/>
        <source>Curvature</source>
        <translation>曲率</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/terrainmaps.py" line="99"/>
        <source>Openness</source>
        <translation>地上開度</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/tiles.py" line="37"/>
        <source>Folder of tiles</source>
        <translation>タイルのフォルダ</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/tiles.py" line="37"/>
        <source>Every LAS, LAZ, text tile and zip in it and in its subfolders. Zips are read as they are.</source>
        <translation>このフォルダとサブフォルダにあるすべてのLAS、LAZ、テキスト点群、zip。zipは展開せずに読みます。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/tiles.py" line="43"/>
        <source>Files</source>
        <translation>ファイル</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/tiles.py" line="43"/>
        <source>Instead of a folder: LAS, LAZ, text tiles or zips.</source>
        <translation>フォルダの代わりに、LAS、LAZ、テキスト点群、zipを選びます。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/tiles.py" line="48"/>
        <source>Index or virtual point cloud</source>
        <translation>索引または仮想点群</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/tiles.py" line="48"/>
        <source>Instead of a folder: the index of an earlier step (its selected tiles only, where some are selected) or a virtual point cloud (.vpc).</source>
        <translation>フォルダの代わりに、前の手順の索引(選択があれば選択したタイルだけ)または仮想点群(.vpc)。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/updatepointcloud.py" line="79"/>
        <source>Coordinate system of the tiles</source>
        <translation>タイルの座標系</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/updatepointcloud.py" line="79"/>
        <source>For tiles that do not say it. Empty: as written in the file, else from the name of its map sheet.</source>
        <translation>座標系が書かれていないタイルに使います。空欄: ファイルに書かれたもの、なければ図郭名から。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/tiles.py" line="63"/>
        <source>It replaces what is written in the tiles</source>
        <translation>タイルに書かれた座標系を置き換える</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/tiles.py" line="63"/>
        <source>For deliveries with a wrong coordinate system. Nothing is reprojected.</source>
        <translation>座標系の記載が誤っている納品物に使います。座標の変換は行いません。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/updatepointcloud.py" line="46"/>
        <source>Update a point cloud</source>
        <translation>点群の更新</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/updatepointcloud.py" line="49"/>
        <source>Puts a newer survey, or a capture of one's own, in the place of older points: inside the area the points of NEW, outside those of BASE, none doubled, none lost. BASE is not changed; OUTPUT_FOLDER holds the whole layer: touched tiles written anew as COPC, the others linked where they are COPC already (import BASE first), a virtual point cloud and the history of updates.

First it is checked on common ground that did not change whether NEW fits: shift, height and tilt, with their standard errors. Where that is beyond the tolerance the run stops and says both, or takes it out of NEW (FIT “correct”). Both need classified ground (class 2).

Heights of Japan were revised on 2025-04-01. Captures from before and after it, or with different height datums, are not mixed unless HEIGHT_CHANGE says how.

BASE_DTM and NEW_DTM can go straight into “Change between two elevation models”.</source>
        <translation>新しい測量や職員が計測した点群で古い点を差し替えます。区域内は NEW の点、区域外は BASE の点となり、重複も欠落もありません。BASE は変更しません。OUTPUT_FOLDER に全体のレイヤができます。差し替えたタイルは COPC として書き出し、ほかのタイルは COPC であればリンクします(BASE は先にインポートしておいてください)。仮想点群と更新履歴も作られます。

はじめに、変化していない共通の地表面で NEW の整合を確認します。位置ずれ、標高差、傾きを標準誤差とともに求め、許容値を超える場合は両方の数値を示して停止するか、NEW から取り除きます(FIT を correct)。両方に地表面(分類 2)が必要です。

日本の標高は 2025-04-01 に改定されました。改定の前後や標高基準の異なるデータは、HEIGHT_CHANGE で扱いを指定しない限り混ぜません。

BASE_DTM と NEW_DTM は、そのまま「2時期の標高モデルの変化」に使えます。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/updatepointcloud.py" line="313"/>
        <source>Base</source>
        <translation>基盤データ</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/updatepointcloud.py" line="65"/>
        <source>Virtual point cloud, index, or a single file: what is to be updated.</source>
        <translation>仮想点群、インデックス、または 1 つのファイル。更新されるデータです。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/updatepointcloud.py" line="313"/>
        <source>Newer capture</source>
        <translation>新しいデータ</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/updatepointcloud.py" line="65"/>
        <source>Virtual point cloud, index, or a single file: what is to take its place.</source>
        <translation>仮想点群、インデックス、または 1 つのファイル。差し替えるデータです。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/updatepointcloud.py" line="73"/>
        <source>Folder of the base</source>
        <translation>基盤データのフォルダ</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/updatepointcloud.py" line="73"/>
        <source>Folder of the newer capture</source>
        <translation>新しいデータのフォルダ</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/updatepointcloud.py" line="75"/>
        <source>Instead of a file: every LAS, LAZ and zip in this folder.</source>
        <translation>ファイルの代わりに、このフォルダのすべての LAS、LAZ、zip。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/updatepointcloud.py" line="83"/>
        <source>Area to replace</source>
        <translation>差し替える区域</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/updatepointcloud.py" line="83"/>
        <source>Polygons inside which NEW takes the place of BASE. Empty: what NEW covers.</source>
        <translation>このポリゴンの中で BASE を NEW に差し替えます。空欄: NEW が覆う範囲。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/updatepointcloud.py" line="89"/>
        <source>Extent to replace</source>
        <translation>差し替える範囲</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/updatepointcloud.py" line="89"/>
        <source>Instead of polygons.</source>
        <translation>ポリゴンの代わりに指定します。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/updatepointcloud.py" line="95"/>
        <source>stop where it does not fit</source>
        <translation>整合しない場合は停止</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/updatepointcloud.py" line="96"/>
        <source>take shift, height and tilt out of NEW</source>
        <translation>位置ずれ・標高差・傾きを NEW から取り除く</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/updatepointcloud.py" line="97"/>
        <source>do not check</source>
        <translation>確認しない</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/updatepointcloud.py" line="99"/>
        <source>Fit of the newer capture</source>
        <translation>新しいデータの整合</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/updatepointcloud.py" line="100"/>
        <source>Tolerance of heights (m)</source>
        <translation>標高の許容値(m)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/updatepointcloud.py" line="100"/>
        <source>Largest misfit of heights, tilt included. Two good airborne surveys differ by about 0.1 m.</source>
        <translation>傾きを含む標高差の最大値。良好な航空レーザ測量どうしの差は約 0.1 m です。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/updatepointcloud.py" line="104"/>
        <source>Tolerance of places (m)</source>
        <translation>水平位置の許容値(m)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/updatepointcloud.py" line="104"/>
        <source>Largest horizontal shift. Half a metre is a cell of the usual grids.</source>
        <translation>水平方向の位置ずれの最大値。0.5 m は通常のグリッドの 1 セルです。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/updatepointcloud.py" line="109"/>
        <source>stop where they may differ</source>
        <translation>異なる可能性がある場合は停止</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/updatepointcloud.py" line="110"/>
        <source>both hold the same heights</source>
        <translation>同じ標高とみなす</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/updatepointcloud.py" line="111"/>
        <source>add HEIGHT_OFFSET to NEW</source>
        <translation>NEW に HEIGHT_OFFSET を加える</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/updatepointcloud.py" line="113"/>
        <source>Heights of the two captures</source>
        <translation>二つのデータの標高</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/updatepointcloud.py" line="114"/>
        <source>Metres to add to NEW</source>
        <translation>NEW に加える値(m)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/updatepointcloud.py" line="114"/>
        <source>From the height datum of NEW to that of BASE; used with HEIGHT_CHANGE “offset”.</source>
        <translation>NEW の標高基準から BASE の標高基準への差。HEIGHT_CHANGE が offset のときに使います。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/updatepointcloud.py" line="313"/>
        <source>Date of the base</source>
        <translation>基盤データの計測日</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/updatepointcloud.py" line="119"/>
        <source>Empty: creation dates in the files.</source>
        <translation>空欄: ファイルの作成日。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/updatepointcloud.py" line="313"/>
        <source>Date of the newer capture</source>
        <translation>新しいデータの計測日</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/updatepointcloud.py" line="120"/>
        <source>Transition of heights (m)</source>
        <translation>高さのすり付け(m)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/updatepointcloud.py" line="120"/>
        <source>Over this distance inside the edge NEW is lifted or lowered to meet BASE. 0: points stay as measured.</source>
        <translation>区域の縁から内側のこの距離で、NEW の高さを BASE にすり付けます。0: 計測したままにします。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/updatepointcloud.py" line="125"/>
        <source>Folder of the updated layer</source>
        <translation>更新後のレイヤのフォルダ</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/updatepointcloud.py" line="125"/>
        <source>Empty, or that of the same update, which then goes on where it was stopped.</source>
        <translation>空のフォルダ、または同じ更新のフォルダ(中断したところから続けます)。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/updatepointcloud.py" line="129"/>
        <source>What was replaced</source>
        <translation>差し替えた範囲</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/updatepointcloud.py" line="130"/>
        <source>Elevations of the base</source>
        <translation>基盤データの標高</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/updatepointcloud.py" line="130"/>
        <source>Elevations of the newer capture</source>
        <translation>新しいデータの標高</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/updatepointcloud.py" line="131"/>
        <source>Ground on a grid of 1 m where both overlap; NEW as it was moved.</source>
        <translation>両方が重なる範囲の地表面(1 m グリッド)。NEW は補正後のもの。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/updatepointcloud.py" line="136"/>
        <source>History of updates</source>
        <translation>更新履歴</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/updatepointcloud.py" line="137"/>
        <source>Standard error of the shift to the east (m)</source>
        <translation>東への位置ずれの標準誤差(m)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/updatepointcloud.py" line="137"/>
        <source>Standard error of the shift to the north (m)</source>
        <translation>北への位置ずれの標準誤差(m)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/updatepointcloud.py" line="137"/>
        <source>Standard error of the shift upwards (m)</source>
        <translation>上への位置ずれの標準誤差(m)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/updatepointcloud.py" line="137"/>
        <source>Tilt (m per km)</source>
        <translation>傾き(m/km)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/updatepointcloud.py" line="137"/>
        <source>Largest misfit of heights (m)</source>
        <translation>標高差の最大値(m)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/updatepointcloud.py" line="137"/>
        <source>Largest misfit of heights once corrected (m)</source>
        <translation>補正後の標高差の最大値(m)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/updatepointcloud.py" line="313"/>
        <source>Points taken out</source>
        <translation>取り除いた点数</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/updatepointcloud.py" line="313"/>
        <source>Points put in</source>
        <translation>加えた点数</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/updatepointcloud.py" line="137"/>
        <source>Tiles changed</source>
        <translation>変更したタイル数</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/updatepointcloud.py" line="137"/>
        <source>Points of the updated layer</source>
        <translation>更新後の点数</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/updatepointcloud.py" line="313"/>
        <source>Moved to the east (m)</source>
        <translation>東への移動量(m)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/updatepointcloud.py" line="313"/>
        <source>Moved to the north (m)</source>
        <translation>北への移動量(m)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/updatepointcloud.py" line="313"/>
        <source>Moved upwards (m)</source>
        <translation>上への移動量(m)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/updatepointcloud.py" line="313"/>
        <source>Tilt taken out (m per km)</source>
        <translation>取り除いた傾き(m/km)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/updatepointcloud.py" line="313"/>
        <source>Height offset added (m)</source>
        <translation>加えた標高差(m)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/classifyground.py" line="67"/>
        <source>SMRF is the most accurate of them on the ISPRS samples; the others are there to compare with.</source>
        <translation>ISPRSのサンプルではSMRFの精度が最も高く、ほかの2つは比較のために用意しています。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/classifyground.py" line="78"/>
        <source>islands: cliffs, embankments, quarries, few houses</source>
        <translation>島しょ：崖・築堤・採石場があり家屋が少ない</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/classifyground.py" line="105"/>
        <source>smrf: half the width of the largest building; ptd: its whole width. Empty: as TERRAIN has it.</source>
        <translation>smrf は最大の建物の幅の半分、ptd は幅全体。空欄の場合は「地形」の設定値を使います。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/classifyground.py" line="106"/>
        <source>Tolerance per metre of the window (rise over run)</source>
        <translation>ウィンドウ1 mあたりの許容勾配（高さ／水平距離）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/classifyground.py" line="106"/>
        <source>Window (m)</source>
        <translation>ウィンドウ (m)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/classifyground.py" line="123"/>
        <source>Folder of the COPC files with ground</source>
        <translation>地表面を分類したCOPCファイルのフォルダ</translation>
    </message>
    <message>
        <location filename="../plugin/ui/coverage/dock.py" line="14"/>
        <source>Coverage holes</source>
        <translation>通信困難地域</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/carrierareas.py" line="148"/>
        <source>{name}: {count} features are no polygons and were left out.</source>
        <translation>{name}: ポリゴンでない地物{count}個を除きました。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="65"/>
        <source>Choose sites</source>
        <translation>置局の選定</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="68"/>
        <source>Chooses, among many candidate places, those that together cover most people, roads and places that have no coverage yet, within a number of sites or a budget; and says how much better any other choice could be.

What each candidate covers comes from COVERAGE_FOLDER (predictcoverage with PER_SITE), or is predicted from DTM, DSM and FREQUENCY. Give at least one demand: POPULATION, ROADS, PLACES or DEMAND; with HOLES only what lies in them counts, and what EXISTING covers does not count.

Candidates that cannot be used, or cover nothing, are listed in the table with the reason. There, numbers of a list that was not given are unknown, not zero.</source>
        <translation>多数の候補地の中から、まだカバーされていない人口・道路・施設を最も多くカバーする組合せを、局数または予算の範囲で選びます。ほかの選び方でどこまで良くなり得るかも示します。

各候補地のカバー範囲は、COVERAGE_FOLDER（predictcoverage を PER_SITE で実行した結果）から読むか、DTM、DSM、FREQUENCY から予測します。需要は POPULATION、ROADS、PLACES、DEMAND のうち少なくとも一つを指定します。HOLES を指定するとその中の需要だけを、EXISTING を指定するとそれがカバーしていない需要だけを数えます。

使えない候補地や何もカバーしない候補地は、理由とともに表に載ります。表の中で、一覧が指定されていない数値は0ではなく不明とします。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="84"/>
        <source>Chosen sites</source>
        <translation>選定された局</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="84"/>
        <source>Points in the order of building, with what each newly covers, cost, power and backhaul.</source>
        <translation>整備順の点。新たにカバーするもの、費用、電源、伝送路が付きます。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="88"/>
        <source>Covered by chosen sites</source>
        <translation>選定局のカバー範囲</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="88"/>
        <source>The order of the chosen site that covers a cell first; 0 none.</source>
        <translation>各セルを最初にカバーする局の整備順。0はなし。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="92"/>
        <source>Table of sites</source>
        <translation>局の表</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="92"/>
        <source>Newly covered people, houses, km and places, cost and cost per person of each site, and the totals.</source>
        <translation>局ごとの新規カバー人口・戸数・道路延長・施設数、費用、1人当たり費用と合計。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="98"/>
        <source>Number of chosen sites</source>
        <translation>選定された局数</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="98"/>
        <source>Weight newly covered</source>
        <translation>新たにカバーする重み</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="98"/>
        <source>Weight not covered before</source>
        <translation>未カバーの重み</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="98"/>
        <source>Bound: no allowed choice covers more</source>
        <translation>上界（どの選び方もこれを超えない）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="98"/>
        <source>Gap to the bound (share)</source>
        <translation>上界との差（割合）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="98"/>
        <source>Proven best (1 yes, 0 no)</source>
        <translation>最適と証明済み（1：はい、0：いいえ）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="98"/>
        <source>Non-zeros of the covering problem</source>
        <translation>被覆問題の非ゼロ要素数</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="114"/>
        <source>Points, or the city&apos;s list of assets (CSV) as it comes. Antennas send alike in all directions. May be left empty with COVERAGE_FOLDER, whose sites are then the candidates; else they are matched by their number.</source>
        <translation>点レイヤ、または都保有アセットの一覧（CSV）をそのまま。アンテナは無指向性とします。COVERAGE_FOLDER を指定したときは空欄でもよく、その局が候補地になります。両方あれば番号で対応付けます。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="121"/>
        <source>Folder of site rasters</source>
        <translation>局ごとのラスタのフォルダ</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="121"/>
        <source>Of predictcoverage, with coverage.json. Empty: candidates are predicted from the terrain.</source>
        <translation>predictcoverage の出力（coverage.json を含む）。空欄なら、候補地のカバー範囲を地形から予測します。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="130"/>
        <source>Cost of a site without one</source>
        <translation>費用のない候補地の費用</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="130"/>
        <source>In the unit of BUDGET. Empty: unknown.</source>
        <translation>BUDGET と同じ単位。空欄なら不明。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="137"/>
        <source>Not used with COVERAGE_FOLDER, except to propose places.</source>
        <translation>COVERAGE_FOLDER を指定したときは使いません。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="140"/>
        <source>Heights with buildings and trees.</source>
        <translation>建物と樹木を含む高さ。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="141"/>
        <source>Frequency of candidates (MHz)</source>
        <translation>候補地の周波数（MHz）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="145"/>
        <source>Of candidates without one of their own.</source>
        <translation>値を持たない候補地に使います。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="145"/>
        <source>EIRP of candidates (dBm)</source>
        <translation>候補地のEIRP（dBm）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="149"/>
        <source>Antenna height of candidates without one (m)</source>
        <translation>高さのない候補地のアンテナ地上高（m）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="149"/>
        <source>Empty: candidates without a known height are not used, and listed.</source>
        <translation>空欄なら、高さが不明な候補地は使わず、表に載せます。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="120"/>
        <source>Reach (m)</source>
        <translation>計算距離（m）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="160"/>
        <source>How far from a candidate its signal is computed.</source>
        <translation>候補地からどこまで電波を計算するか。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="128"/>
        <source>Least signal that is enough (dBm)</source>
        <translation>必要な受信電力（dBm）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="168"/>
        <source>In the same terms as the EIRP.</source>
        <translation>EIRP と同じ基準の値。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/coverageholes.py" line="137"/>
        <source>Least probability of coverage</source>
        <translation>圏内とみなす最低確率</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="172"/>
        <source>A cell is covered where the signal is enough at a place in it with this probability.</source>
        <translation>セル内の地点で必要な電力がこの確率で得られるとき、そのセルをカバーとします。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/importpopulation.py" line="98"/>
        <source>Population</source>
        <translation>人口</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="180"/>
        <source>Grid squares (or points) with a number of people, or a table of e-Stat as it comes.</source>
        <translation>人口を持つメッシュ（または点）、あるいは e-Stat の表をそのまま。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/coverageholes.py" line="177"/>
        <source>Roads and ferry routes</source>
        <translation>道路と航路</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="184"/>
        <source>Counted by their length.</source>
        <translation>延長で数えます。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="185"/>
        <source>Shelters, offices, stations …; each counts as one, a polygon by a point inside it. Lists with positions (CSV) are read as they come.</source>
        <translation>避難所、庁舎、駅など。1か所を1と数え、ポリゴンは内部の点で判定します。位置のある一覧（CSV）はそのまま読みます。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="192"/>
        <source>Houses</source>
        <translation>家屋</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="199"/>
        <source>Demand weighed already</source>
        <translation>重み付きの需要</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="199"/>
        <source>A raster of weights, or features with a weight; lines by km, others as a whole. Added to the rest.</source>
        <translation>重みのラスタ、または重みを持つ地物。線は1 km当たり、ほかは全体の重み。ほかの需要に加えます。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="208"/>
        <source>Of coverageholes: only demand inside them counts.</source>
        <translation>coverageholes の出力。その中の需要だけを数えます。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="212"/>
        <source>Which holes count</source>
        <translation>対象とする圏外区域</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="212"/>
        <source>measured and predicted holes</source>
        <translation>実測圏外と予測圏外</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="212"/>
        <source>measured holes</source>
        <translation>実測圏外</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="212"/>
        <source>measured and predicted holes, and where there is no data</source>
        <translation>実測圏外、予測圏外、データなし</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="222"/>
        <source>Existing coverage</source>
        <translation>既存のカバー範囲</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="222"/>
        <source>Signal (dBm) or probability rasters of what serves already. No data is not covered.</source>
        <translation>既存局の受信電力（dBm）または場所率のラスタ。データなしはカバーとしません。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="228"/>
        <source>Weight of a person</source>
        <translation>1人の重み</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="228"/>
        <source>Weight of a kilometre of road</source>
        <translation>道路1 kmの重み</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="228"/>
        <source>Weight of a place</source>
        <translation>1施設の重み</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="233"/>
        <source>0: counted in the table, but not looked for.</source>
        <translation>0なら、表では数えますが選定には使いません。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="240"/>
        <source>Number of sites</source>
        <translation>局数</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="240"/>
        <source>At most so many, forced ones included. Empty: the budget decides.</source>
        <translation>必須の局を含む上限。空欄なら予算で決まります。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="244"/>
        <source>Budget</source>
        <translation>予算</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="244"/>
        <source>In the unit of the costs, forced sites included. Empty: costs do not matter.</source>
        <translation>費用と同じ単位で、必須の局を含みます。空欄なら費用は考えません。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="248"/>
        <source>Forced sites</source>
        <translation>必須の局</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="248"/>
        <source>That must be chosen: numbers of candidates, separated by commas, or a field.</source>
        <translation>必ず選ぶ局。候補地の番号をカンマで区切るか、フィールド名を指定します。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="248"/>
        <source>Forbidden sites</source>
        <translation>禁止の局</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="248"/>
        <source>That must not be chosen; likewise.</source>
        <translation>選んではならない局。指定方法は同じです。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="248"/>
        <source>Sites that stand already</source>
        <translation>設置済みの局</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="248"/>
        <source>Cover without being chosen, and cost nothing; likewise.</source>
        <translation>選ばれなくてもカバーし、費用はかかりません。指定方法は同じです。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/coverageholes.py" line="121"/>
        <source>Carriers</source>
        <translation>事業者</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="258"/>
        <source>Each must cover on its own; names separated by commas. Empty: whichever carrier.</source>
        <translation>それぞれが単独でカバーする必要があります。名前をカンマで区切ります。空欄なら、いずれかの事業者でよいものとします。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="262"/>
        <source>Also propose places from the terrain</source>
        <translation>地形からも場所を提案する</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="262"/>
        <source>Ridges and roadsides for what no candidate covers, with power and backhaul. Needs DTM, and no folder.</source>
        <translation>どの候補地でもカバーできない需要のために、尾根と道路沿いの場所を電源・伝送路の区分とともに提案します。DTM が必要で、フォルダとは併用できません。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="266"/>
        <source>Sites with a link</source>
        <translation>伝送路のある局</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="266"/>
        <source>Existing stations to which a proposed place may be joined by radio, beside those that stand already.</source>
        <translation>提案地から無線で中継できる既存局。「設置済みの局」に加えて使います。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="273"/>
        <source>Look for the proven best choice</source>
        <translation>最適解を証明まで求める</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="273"/>
        <source>where the problem is small enough</source>
        <translation>問題が十分小さいとき</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="273"/>
        <source>always</source>
        <translation>常に</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="273"/>
        <source>never</source>
        <translation>しない</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="273"/>
        <source>By HiGHS, after the problem was shrunk; lazy greedy alone is usually within 1–3 %.</source>
        <translation>問題を縮小してから HiGHS で解きます。貪欲法だけでも、ふつう差は1～3 %以内です。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="281"/>
        <source>Time for the proven best choice (s)</source>
        <translation>最適解を求める時間（秒）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="281"/>
        <source>After it the best choice found is taken, with its bound.</source>
        <translation>時間切れの場合は、それまでの最良の選択を上界とともに採用します。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="96"/>
        <source>Propagation model</source>
        <translation>伝搬モデル</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="96"/>
        <source>Rec. ITU-R P.1812, 30 MHz–6 GHz (recommended)</source>
        <translation>ITU-R勧告P.1812、30 MHz～6 GHz（推奨）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="96"/>
        <source>Longley–Rice (ITM), 20 MHz–20 GHz</source>
        <translation>Longley–Rice（ITM）、20 MHz～20 GHz</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="96"/>
        <source>line of sight and knife edges for millimetre waves, 6–100 GHz</source>
        <translation>ミリ波用の見通しとナイフエッジ回折、6～100 GHz</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="286"/>
        <source>What the loss along each path is computed with.</source>
        <translation>経路ごとの伝搬損失の計算方法。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="132"/>
        <source>Place of use</source>
        <translation>利用場所</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="132"/>
        <source>outdoors</source>
        <translation>屋外</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="132"/>
        <source>in a vehicle</source>
        <translation>車内</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="132"/>
        <source>indoors</source>
        <translation>屋内</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="225"/>
        <source>Error of the model (dB)</source>
        <translation>モデルの誤差（dB）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="306"/>
        <source>Spread of measurements about the prediction, as comparecoverage reports it.</source>
        <translation>予測に対する測定値のばらつき。comparecoverage の結果を使います。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="311"/>
        <source>Cost of a proposed place</source>
        <translation>提案地の費用</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="311"/>
        <source>Empty: as COST.</source>
        <translation>空欄なら COST と同じ。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="310"/>
        <source>Empty: the field with a usual name.</source>
        <translation>空欄なら、よく使われる名前のフィールド。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/coverageholes.py" line="172"/>
        <source>Field of people</source>
        <translation>人口のフィールド</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="322"/>
        <source>Field of the demand&apos;s weight</source>
        <translation>需要の重みのフィールド</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="326"/>
        <source>Found by itself where left empty.</source>
        <translation>空欄なら自動で探します。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="503"/>
        <source>Field of the site&apos;s number</source>
        <translation>局の番号のフィールド</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="504"/>
        <source>Field of the name</source>
        <translation>名称のフィールド</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="505"/>
        <source>Field of the antenna height (m)</source>
        <translation>アンテナの地上高のフィールド（m）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="508"/>
        <source>Field of the carrier</source>
        <translation>事業者のフィールド</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="432"/>
        <source>Field of the cost</source>
        <translation>費用のフィールド</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="445"/>
        <source>{count} candidates: {reason} (the first: {site}).</source>
        <translation>候補地 {count} 件：{reason}（最初は {site}）。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="455"/>
        <source>Order</source>
        <translation>整備順</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/wificoverage.py" line="338"/>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/importassets.py" line="112"/>
        <source>Antenna above ground (m)</source>
        <translation>アンテナの地上高（m）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="455"/>
        <source>Power</source>
        <translation>電源</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="455"/>
        <source>Backhaul</source>
        <translation>伝送路</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="455"/>
        <source>Newly covered people</source>
        <translation>新規カバー人口</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="455"/>
        <source>Newly covered houses</source>
        <translation>新規カバー戸数</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="455"/>
        <source>Newly covered road (km)</source>
        <translation>新規カバー道路延長（km）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="455"/>
        <source>Newly covered places</source>
        <translation>新規カバー施設数</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="455"/>
        <source>Gain (weight)</source>
        <translation>増分（重み）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="455"/>
        <source>Share so far</source>
        <translation>累計割合</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="455"/>
        <source>Cost</source>
        <translation>費用</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="455"/>
        <source>Forced (1 yes, 0 no)</source>
        <translation>必須（1：はい、0：いいえ）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/comparecoverage.py" line="36"/>
        <source>Compare predicted signal with measurements</source>
        <translation>電波の予測と測定の比較</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/comparecoverage.py" line="39"/>
        <source>Says how far a prediction lies from what was measured, and corrects it. Samples of one place count once (medians by cell, carrier, band and clutter).

BIAS is the mean of measured − predicted: what must be added. The calibration estimates it by carrier, band and clutter, small groups drawn towards their carrier, and gives a 90 % interval. Both are checked in areas that were held out; the report says how many of their places really lie in the interval.

Samples out of service are no numbers: the report says how many lie where service was predicted.</source>
        <translation>予測が測定とどれだけ違うかを示し、補正します。同じ場所のサンプルは1つに数えます（セル・事業者・周波数帯・地物の種類ごとの中央値）。

BIAS は「測定 − 予測」の平均で、予測に加えるべき値です。較正では事業者・周波数帯・地物の種類ごとに求め、少数の分類は事業者全体の値に近づけ、90 %区間を付けます。どちらも除いておいた区域で検証し、実際に区間に入った割合を報告書に示します。

圏外のサンプルは数値として扱わず、圏内と予測された場所にどれだけあるかを報告書に示します。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/comparecoverage.py" line="50"/>
        <source>Predicted signal</source>
        <translation>予測した電波の強さ</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/comparecoverage.py" line="50"/>
        <source>Rasters in dBm of predictcoverage: one for all measurements, or one for each carrier.</source>
        <translation>predictcoverage の dBm のラスタ。全測定に1枚、または事業者ごとに1枚。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/comparecoverage.py" line="54"/>
        <source>Carriers of the rasters</source>
        <translation>ラスタの事業者</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/comparecoverage.py" line="54"/>
        <source>In the order of the rasters, separated by commas: docomo, KDDI, SoftBank, Rakuten. Empty: as the rasters say; a single raster without a carrier is compared with all measurements.</source>
        <translation>ラスタの順にカンマで区切ります: docomo, KDDI, SoftBank, Rakuten。空欄: ラスタの記載に従います。事業者の記載がない1枚のラスタは、すべての測定と比較します。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/importmeasurements.py" line="97"/>
        <source>Measurements</source>
        <translation>測定データ</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/comparecoverage.py" line="59"/>
        <source>Points of importmeasurements, or others with a level in dBm.</source>
        <translation>importmeasurements の点、または dBm の値を持つ点。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/comparecoverage.py" line="65"/>
        <source>Field of the level</source>
        <translation>電波の強さのフィールド</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/comparecoverage.py" line="65"/>
        <source>In dBm.</source>
        <translation>dBm の値。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/comparecoverage.py" line="65"/>
        <source>Name or network code.</source>
        <translation>名前または番号。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/comparecoverage.py" line="65"/>
        <source>Field of the band</source>
        <translation>周波数帯のフィールド</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/comparecoverage.py" line="65"/>
        <source>Such as B19 or n78.</source>
        <translation>B19、n78 など。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/comparecoverage.py" line="65"/>
        <source>Field of service</source>
        <translation>圏内・圏外のフィールド</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/comparecoverage.py" line="65"/>
        <source>False: out of service, which is a measurement too.</source>
        <translation>偽は圏外で、これも測定です。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/comparecoverage.py" line="77"/>
        <source>{what} A field the layer does not have counts as empty.</source>
        <translation>{what}レイヤにないフィールドは空とみなします。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/comparecoverage.py" line="330"/>
        <source>Clutter</source>
        <translation>地物の種類</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/comparecoverage.py" line="80"/>
        <source>Heights of trees and buildings (surface − terrain, metres) or a map of land cover classes, in the coordinate system of SIGNAL.</source>
        <translation>樹木や建物の高さ（表層 − 地盤、m）または土地被覆の分類図。座標系は SIGNAL と同じもの。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/comparecoverage.py" line="87"/>
        <source>The clutter raster holds</source>
        <translation>地物ラスタの内容</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/comparecoverage.py" line="87"/>
        <source>whole numbers: classes, else heights</source>
        <translation>整数なら分類、それ以外は高さ</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/comparecoverage.py" line="87"/>
        <source>heights in metres</source>
        <translation>高さ (m)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/comparecoverage.py" line="87"/>
        <source>Heights are parted at 1, 5 and 15 m.</source>
        <translation>高さは 1、5、15 m で区切ります。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/comparecoverage.py" line="99"/>
        <source>Sensitivity of the receiver (dBm)</source>
        <translation>受信機の感度 (dBm)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/comparecoverage.py" line="99"/>
        <source>Below it nothing was measured. Weak places are then not learnt from, where only lucky samples have a level; and places out of service are judged by it.</source>
        <translation>これより弱い電波は測定されていません。指定すると、たまたま強かったサンプルしか残らない弱い場所からは学習せず、圏外の場所もこの値で判定します。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/comparecoverage.py" line="111"/>
        <source>Cell samples are gathered in (m)</source>
        <translation>サンプルをまとめるセル (m)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/comparecoverage.py" line="111"/>
        <source>About 20 to 40 wavelengths or more, so that fading averages out.</source>
        <translation>波長の20～40倍以上にすると、細かな変動が平均されます。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/comparecoverage.py" line="116"/>
        <source>Areas held out together (m)</source>
        <translation>検証用にまとめて除く区域 (m)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/comparecoverage.py" line="116"/>
        <source>Edge of the squares; wider than shadows of hills and buildings are correlated.</source>
        <translation>正方形の一辺。丘や建物の影の相関距離より広くします。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/comparecoverage.py" line="122"/>
        <source>Residuals</source>
        <translation>残差</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="233"/>
        <source>Calibration</source>
        <translation>較正</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/comparecoverage.py" line="133"/>
        <source>Calibrated signal</source>
        <translation>較正した電波の強さ</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/comparecoverage.py" line="133"/>
        <source>The raster of SIGNAL with its offsets; for a single raster only.</source>
        <translation>SIGNAL に補正値を加えたラスタ。SIGNAL が1枚のときだけ作ります。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/comparecoverage.py" line="181"/>
        <source>SIGNAL names no carrier (CARRIERS), so CALIBRATED got the one offset of all carriers together.</source>
        <translation>SIGNAL に事業者の記載（CARRIERS）がないため、CALIBRATED には全事業者をまとめた1つの補正値を加えました。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/importmeasurements.py" line="127"/>
        <source>Coverage measurements</source>
        <translation>電波の測定</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/importmeasurements.py" line="266"/>
        <source>Levels are of several kinds ({kinds}); compare them one kind at a time.</source>
        <translation>複数の測定量が混ざっています（{kinds}）。1種類ずつ比較してください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/importmeasurements.py" line="181"/>
        <source>Carrier</source>
        <translation>事業者</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/comparecoverage.py" line="330"/>
        <source>Samples</source>
        <translation>サンプル数</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/comparecoverage.py" line="330"/>
        <source>Measured (dBm)</source>
        <translation>測定 (dBm)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/comparecoverage.py" line="330"/>
        <source>Predicted (dBm)</source>
        <translation>予測 (dBm)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/comparecoverage.py" line="330"/>
        <source>Measured − predicted (dB)</source>
        <translation>測定 − 予測 (dB)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/comparecoverage.py" line="330"/>
        <source>Calibrated (dBm)</source>
        <translation>較正値 (dBm)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/comparecoverage.py" line="330"/>
        <source>Lower end of the 90 % interval (dBm)</source>
        <translation>90 %区間の下端 (dBm)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/comparecoverage.py" line="330"/>
        <source>Upper end of the 90 % interval (dBm)</source>
        <translation>90 %区間の上端 (dBm)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/comparecoverage.py" line="330"/>
        <source>Residual when held out (dB)</source>
        <translation>検証時の残差 (dB)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/comparecoverage.py" line="330"/>
        <source>In the interval when held out</source>
        <translation>検証時に区間内</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/comparecoverage.py" line="330"/>
        <source>Fold</source>
        <translation>検証の組</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/comparecoverage.py" line="394"/>
        <source>Held out: RMSE {rmse} dB after calibration; {share} % of the places in the 90 % interval.</source>
        <translation>検証: 較正後の RMSE {rmse} dB。{share} %の場所が90 %区間に入りました。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/comparecoverage.py" line="400"/>
        <source>All measurements lie in {areas} areas: too few to hold any out; the calibration is not checked.</source>
        <translation>測定はすべて{areas}区域に収まっており、検証用に除くには少なすぎます。較正は検証されていません。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/comparecoverage.py" line="408"/>
        <source>Bias: mean of measured − predicted (dB)</source>
        <translation>偏り: 測定 − 予測の平均 (dB)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/comparecoverage.py" line="408"/>
        <source>RMSE (dB)</source>
        <translation>RMSE (dB)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/comparecoverage.py" line="408"/>
        <source>Standard deviation of residuals (dB)</source>
        <translation>残差の標準偏差 (dB)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/comparecoverage.py" line="408"/>
        <source>Places compared</source>
        <translation>比較した場所</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/comparecoverage.py" line="408"/>
        <source>Samples not compared</source>
        <translation>比較しなかったサンプル</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/comparecoverage.py" line="408"/>
        <source>RMSE after calibration, held out (dB)</source>
        <translation>較正後の RMSE（検証区域） (dB)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/comparecoverage.py" line="408"/>
        <source>Share of held-out places in the 90 % interval</source>
        <translation>90 %区間に入った検証区域の場所の割合</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/comparecoverage.py" line="408"/>
        <source>Places out of service</source>
        <translation>圏外の場所</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/comparecoverage.py" line="408"/>
        <source>Share of them predicted with service</source>
        <translation>うち圏内と予測された割合</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/coverageholes.py" line="52"/>
        <source>Coverage holes and indicators</source>
        <translation>通信困難地域と指標</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/coverageholes.py" line="72"/>
        <source>Polygons of measured holes, predicted holes and no data, with what lies in them.</source>
        <translation>測定による圏外・予測による圏外・データなしのポリゴンと、その中にあるもの。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/coverageholes.py" line="76"/>
        <source>Indicators (table)</source>
        <translation>指標（表）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/coverageholes.py" line="76"/>
        <source>A row for each municipality and carrier; empty or 不明: unknown.</source>
        <translation>市区町村・事業者ごとに1行。空欄または「不明」は分からないことを表します。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/coverageholes.py" line="82"/>
        <source>Report (A4)</source>
        <translation>報告書 (A4)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/coverageholes.py" line="82"/>
        <source>For any browser to show and print on A4.</source>
        <translation>ブラウザで表示し、A4に印刷できます。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/coverageholes.py" line="86"/>
        <source>0 covered, 1 measured hole, 2 predicted hole, 3 no data; band 1 any carrier, then each carrier.</source>
        <translation>0 圏内、1 測定による圏外、2 予測による圏外、3 データなし。バンド1はいずれかの事業者、以降は各事業者です。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/coverageholes.py" line="92"/>
        <source>Share of places with coverage</source>
        <translation>圏内の施設の割合</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/coverageholes.py" line="92"/>
        <source>Share of road length with coverage</source>
        <translation>圏内の道路延長の割合</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/coverageholes.py" line="92"/>
        <source>Share of people with coverage</source>
        <translation>圏内の人口の割合</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/coverageholes.py" line="92"/>
        <source>Share of people with coverage, half-mesh rule</source>
        <translation>圏内の人口の割合（1/2メッシュ方式）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/coverageholes.py" line="92"/>
        <source>Commercial districts without coverage (ha)</source>
        <translation>圏外の商業地域 (ha)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/coverageholes.py" line="92"/>
        <source>People in holes</source>
        <translation>圏外の人口</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/coverageholes.py" line="92"/>
        <source>Area of holes (m²)</source>
        <translation>圏外の面積 (m²)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/coverageholes.py" line="92"/>
        <source>Area without data (m²)</source>
        <translation>データのない面積 (m²)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/coverageholes.py" line="92"/>
        <source>Number of holes</source>
        <translation>圏外の数</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/importmeasurements.py" line="181"/>
        <source>Signal (dBm)</source>
        <translation>電波の強さ (dBm)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/coverageholes.py" line="110"/>
        <source>SIGNAL of predictcoverage, one or several for each carrier.</source>
        <translation>受信電力の予測（predictcoverage）の SIGNAL。事業者ごとに1枚または複数枚です。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/coverageholes.py" line="114"/>
        <source>Folder of signals</source>
        <translation>受信電力のフォルダ</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/coverageholes.py" line="114"/>
        <source>Instead of choosing files: OUTPUT_FOLDER of predictcoverage. Rasters of carriers (carrier_….tif) where there are any, else every GeoTIFF in it; its probabilities (probability_….tif) are used too.</source>
        <translation>ファイルを選ぶ代わりに、predictcoverage の OUTPUT_FOLDER を指定します。事業者ごとのラスタ（carrier_….tif）があればそれを、なければフォルダ内のすべてのGeoTIFFを使います。確率のラスタ（probability_….tif）も使います。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/coverageholes.py" line="121"/>
        <source>One name for each raster, in their order, separated by commas. Empty: from the rasters, else from their file names; a single raster without a name stands for whichever carrier.</source>
        <translation>ラスタの順に1つずつ、カンマ区切りで書きます。空欄ならラスタの情報、なければファイル名から決めます。名前のないラスタが1枚だけなら、いずれかの事業者を表すものとします。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="159"/>
        <source>Probability of coverage</source>
        <translation>通信できる確率</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/coverageholes.py" line="126"/>
        <source>PROBABILITY of predictcoverage (0 to 1), in the order of the signals. Where it is known, MIN_PROBABILITY decides; elsewhere THRESHOLD and the signal. The log tells which rule applied.</source>
        <translation>predictcoverage の PROBABILITY（0～1）。電波の強さのラスタと同じ順に並べます。確率がわかる所は MIN_PROBABILITY で、それ以外は電波の強さと THRESHOLD で判定します。どちらで判定したかはログに出ます。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/coverageholes.py" line="131"/>
        <source>Least signal (dBm)</source>
        <translation>必要な電波の強さ (dBm)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/coverageholes.py" line="131"/>
        <source>A signal as strong as this, or stronger, is coverage; it depends on the service and the technology.</source>
        <translation>この強さ以上の電波があれば圏内とします。サービスや方式によって異なります。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/coverageholes.py" line="137"/>
        <source>0.9: cell edge probability of the FCC&apos;s Broadband Data Collection (47 CFR 1.7004(c)).</source>
        <translation>0.9 は米国FCCの Broadband Data Collection のセル端確率（47 CFR 1.7004(c)）です。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/coverageholes.py" line="148"/>
        <source>Points of importmeasurements (signal_dbm, carrier, in_service). They go before what is predicted.</source>
        <translation>電波の測定データの取り込み（importmeasurements）の点（signal_dbm、carrier、in_service）。予測に優先します。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/coverageholes.py" line="152"/>
        <source>Published coverage areas</source>
        <translation>公表エリア</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/coverageholes.py" line="152"/>
        <source>Polygons of what carriers publish as covered; the carrier from a field (carrier …), else from the name of the layer.</source>
        <translation>事業者が圏内と公表しているポリゴン。事業者はフィールド（carrier など）、なければレイヤ名から決めます。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/coverageholes.py" line="163"/>
        <source>Figures are given for each, and holes only inside them. Parts of one code or name count as one.</source>
        <translation>市区町村ごとに数値を出し、圏外はその中だけを求めます。同じコードまたは名前のポリゴンは1つとして扱います。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/coverageholes.py" line="167"/>
        <source>Grid squares (or points) with a number of people, or a table of e-Stat as it comes. The people of a square live in the part of it inside the municipalities.</source>
        <translation>人口のあるメッシュ（または点）、あるいは e-Stat の表をそのまま指定します。メッシュの人口は、市区町村の内側の部分に住むものとします。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/coverageholes.py" line="172"/>
        <source>Found by itself where left empty (people, population, 人口 …).</source>
        <translation>空欄なら自動で探します（people、population、人口 など）。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/coverageholes.py" line="177"/>
        <source>Looked at along their length. Ferry routes are told apart by an attribute (ferry, 航路 …).</source>
        <translation>延長に沿って調べます。航路は属性（ferry、航路 など）で見分けます。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/coverageholes.py" line="181"/>
        <source>Ferry routes are</source>
        <translation>航路の条件</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/coverageholes.py" line="181"/>
        <source>As field=value, such as 種別=航路. Empty: by the values in resources/coverage/programme.json.</source>
        <translation>「種別=航路」のように フィールド=値 で書きます。空欄なら resources/coverage/programme.json の値によります。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/wificoverage.py" line="69"/>
        <source>Facilities</source>
        <translation>施設</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/coverageholes.py" line="186"/>
        <source>Offices, stations, shelters, hospitals …: lists with a field for their kind (kind, 種別 …), else the layer's name. A polygon counts by a point inside it. Text tables with positions (CSV) may be among them as offices publish them; places without a position count as unknown.</source>
        <translation>役場、駅、避難所、病院などの一覧。種別のフィールド（kind、種別 など）がなければレイヤ名を種別とします。ポリゴンは内部の1点で数えます。公開されている位置付きの表（CSV）もそのまま指定できます。位置のない施設は「不明」として数えます。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/coverageholes.py" line="192"/>
        <source>Folder of places</source>
        <translation>施設一覧のフォルダ</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/coverageholes.py" line="192"/>
        <source>Every GeoJSON, GeoPackage, shapefile and CSV in it and its folders. A list marked as not published makes its municipality unknown.</source>
        <translation>フォルダとその下にある GeoJSON、GeoPackage、シェープファイル、CSV をすべて読みます。「未公開」と記された一覧の市区町村は不明になります。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/coverageholes.py" line="202"/>
        <source>Commercial districts</source>
        <translation>商業地域</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/coverageholes.py" line="202"/>
        <source>商業地域: hectares left without coverage are counted.</source>
        <translation>商業地域。圏外のまま残る面積 (ha) を数えます。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/coverageholes.py" line="209"/>
        <source>Smallest hole (m²)</source>
        <translation>最小の圏外面積 (m²)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/coverageholes.py" line="214"/>
        <source>Where prediction and published area disagree</source>
        <translation>予測と公表エリアが食い違うとき</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/coverageholes.py" line="214"/>
        <source>a hole where either says no coverage</source>
        <translation>どちらかが圏外とすれば圏外</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/coverageholes.py" line="214"/>
        <source>the published area counts</source>
        <translation>公表エリアに従う</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/coverageholes.py" line="214"/>
        <source>the prediction counts</source>
        <translation>予測に従う</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/coverageholes.py" line="214"/>
        <source>How large that ground is stands beside each hole.</source>
        <translation>食い違う面積は、圏外ごとに示します。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/coverageholes.py" line="225"/>
        <source>Outside published areas is</source>
        <translation>公表エリアの外</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/coverageholes.py" line="225"/>
        <source>not covered</source>
        <translation>圏外</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/wificoverage.py" line="404"/>
        <source>unknown</source>
        <translation>不明</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/coverageholes.py" line="225"/>
        <source>Unknown where the polygons are of a part of the region only.</source>
        <translation>ポリゴンが地域の一部だけのものなら「不明」を選びます。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/coverageholes.py" line="233"/>
        <source>Least measured signal (dBm)</source>
        <translation>測定データに必要な電波の強さ (dBm)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/coverageholes.py" line="233"/>
        <source>Where measurements are of another quantity (RSRP) than the prediction (received power). Empty: the same.</source>
        <translation>測定が予測（受信電力）と異なる量（RSRP）のときに指定します。空欄なら同じ値です。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/coverageholes.py" line="240"/>
        <source>Square of measurements (m)</source>
        <translation>測定をまとめる正方形 (m)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/coverageholes.py" line="240"/>
        <source>All samples of a carrier in a square are judged together; at least one cell of the rasters.</source>
        <translation>この正方形の中の同じ事業者の測定をまとめて判定します。ラスタの1ピクセルより小さくはなりません。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/coverageholes.py" line="245"/>
        <source>Least samples</source>
        <translation>最小の測定数</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/coverageholes.py" line="245"/>
        <source>Squares with fewer samples count as not measured.</source>
        <translation>これより測定の少ない正方形は、測定なしとします。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/coverageholes.py" line="250"/>
        <source>Share of bad samples</source>
        <translation>不良とする測定の割合</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/coverageholes.py" line="250"/>
        <source>From this share of samples out of service or too weak, a square is a measured hole.</source>
        <translation>圏外または弱い測定がこの割合以上なら、測定による圏外とします。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/coverageholes.py" line="255"/>
        <source>Holes of each carrier too</source>
        <translation>各事業者の圏外も求める</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/coverageholes.py" line="255"/>
        <source>Beside those of any carrier, in the same layer.</source>
        <translation>いずれかの事業者の圏外と同じレイヤに入れます。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/coverageholes.py" line="260"/>
        <source>Cell (m)</source>
        <translation>ピクセル (m)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/coverageholes.py" line="260"/>
        <source>Empty: that of the finest raster; 50 m where there is none.</source>
        <translation>空欄なら最も細かいラスタのピクセル、ラスタがなければ 50 m です。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/coverageholes.py" line="265"/>
        <source>In metres. Empty: that of the finest raster, else of the municipalities.</source>
        <translation>メートル単位の座標系。空欄なら最も細かいラスタ、なければ市区町村の座標系です。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/hole_layers.py" line="52"/>
        <source>Any carrier</source>
        <translation>いずれかの事業者</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/coverageholes.py" line="391"/>
        <source>{area}: no list of {kind}; unknown.</source>
        <translation>{area}：{kind}の一覧がないため不明です。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/coverageholes.py" line="400"/>
        <source>Class (code)</source>
        <translation>区分（コード）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/coverageholes.py" line="400"/>
        <source>Class</source>
        <translation>区分</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/importpopulation.py" line="181"/>
        <source>People</source>
        <translation>人口</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/coverageholes.py" line="400"/>
        <source>Squares of unknown people</source>
        <translation>人口不明のメッシュ数</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/coverageholes.py" line="400"/>
        <source>Roads (km)</source>
        <translation>道路 (km)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/coverageholes.py" line="400"/>
        <source>Ferry routes (km)</source>
        <translation>航路 (km)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/coverageholes.py" line="400"/>
        <source>Names of places</source>
        <translation>施設名</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/coverageholes.py" line="400"/>
        <source>Bad measurements</source>
        <translation>不良な測定数</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/coverageholes.py" line="400"/>
        <source>Published as covered (m²)</source>
        <translation>圏内と公表 (m²)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/coverageholes.py" line="400"/>
        <source>Prediction and published area disagree (m²)</source>
        <translation>予測と公表エリアの食い違い (m²)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/coverageholes.py" line="400"/>
        <source>Evidence</source>
        <translation>根拠</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/wificoverage.py" line="304"/>
        <source>All</source>
        <translation>全体</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/hole_layers.py" line="54"/>
        <source>{carrier}: covered where the probability is {least} or more (PROBABILITY).</source>
        <translation>{carrier}: 確率が {least} 以上の所を圏内とします（PROBABILITY）。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/hole_layers.py" line="57"/>
        <source>{carrier}: covered where the signal is {least} dBm or more (SIGNAL; no probability).</source>
        <translation>{carrier}: 電波の強さが {least} dBm 以上の所を圏内とします（SIGNAL。確率のラスタはありません）。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/hole_layers.py" line="60"/>
        <source>{path} is the probability of {level} dBm or more, but THRESHOLD is {threshold} dBm. Predict again with that threshold, or give the same one here.</source>
        <translation>{path} は {level} dBm 以上となる確率ですが、THRESHOLD は {threshold} dBm です。そのしきい値で予測し直すか、ここに同じ値を指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/hole_layers.py" line="199"/>
        <source>{name} is empty.</source>
        <translation>{name} は空です。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/hole_layers.py" line="242"/>
        <source>{name} is empty: what it would tell is unknown.</source>
        <translation>{name} は空です。これに関する値は不明になります。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/importassets.py" line="32"/>
        <source>Import the list of assets</source>
        <translation>アセット一覧の取り込み</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/importassets.py" line="35"/>
        <source>Turns the list of the city's assets (都保有アセットデータベース and the like) into points: buildings, land and structures, with height, area and the height an antenna would have above ground. The list is read as it comes: Shift_JIS or UTF-8, titles above the header, columns known by name (名称, 所在地, 緯度, 経度, X座標, Y座標, 種別, 高さ, 階数, 延床面積, 敷地面積 …).

An antenna stands on a mast on a roof, on a pole on land, or at a structure's own height. A building without height gets its storeys; one with neither stays unknown. Exchanged latitude and longitude are put right. Rows without a usable position stay in the table without a point, and cannot be candidates; what is odd about a row stands in its field problems.</source>
        <translation>都保有アセットデータベースなどの一覧を、建物・土地・工作物のポイントにします。高さ、面積、設置できるアンテナの地上高を付けます。一覧はそのまま読み込みます（Shift_JIS・UTF-8、見出しの上の表題も可。列は 名称、所在地、緯度、経度、X座標、Y座標、種別、高さ、階数、延床面積、敷地面積 などの名前で判断します）。

アンテナは、建物では屋上のマスト、土地ではポール、工作物ではその高さに置くものとします。高さのない建物は階数から求め、どちらもなければ不明のままにします。緯度と経度の入れ替わりは直します。位置のない行はポイントなしで表に残り、候補にはなりません。行ごとの問題は属性 problems に示します。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/importassets.py" line="48"/>
        <source>List of assets</source>
        <translation>アセット一覧</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/importassets.py" line="48"/>
        <source>CSV in Shift_JIS or UTF-8.</source>
        <translation>Shift_JIS または UTF-8 の CSV。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/importassets.py" line="52"/>
        <source>Mast on a roof (m)</source>
        <translation>屋上のマストの高さ（m）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/importassets.py" line="52"/>
        <source>Added to a building&apos;s height.</source>
        <translation>建物の高さに加えます。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/importassets.py" line="52"/>
        <source>Pole on land (m)</source>
        <translation>土地に建てるポールの高さ（m）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/importassets.py" line="52"/>
        <source>Height of an antenna on land.</source>
        <translation>土地でのアンテナの地上高。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/importassets.py" line="52"/>
        <source>Height of a storey (m)</source>
        <translation>1階あたりの高さ（m）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/importassets.py" line="52"/>
        <source>Where only storeys are known: 3.5 m suits dwellings and offices, 4 m schools and halls.</source>
        <translation>階数だけが分かる場合に使います。住宅・事務所は3.5 m、学校・ホールは4 mが目安です。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/importassets.py" line="63"/>
        <source>Plane rectangular zone of X and Y</source>
        <translation>X、Y の平面直角座標系の系番号</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/importassets.py" line="63"/>
        <source>Where the list has X and Y instead of degrees. Whether X is north or east is found out.</source>
        <translation>緯度・経度ではなく X、Y の一覧の場合。X が北か東かは自動で判断します。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/wificoverage.py" line="131"/>
        <source>Coordinate system of the result</source>
        <translation>結果の座標参照系</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/wificoverage.py" line="131"/>
        <source>Projected, in metres.</source>
        <translation>メートル単位の投影座標系。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/importassets.py" line="72"/>
        <source>Assets</source>
        <translation>アセット</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/importassets.py" line="73"/>
        <source>Rows read</source>
        <translation>読み込んだ行数</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/importassets.py" line="73"/>
        <source>Rows without a position</source>
        <translation>位置のない行数</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/importassets.py" line="73"/>
        <source>Assets without a known height</source>
        <translation>高さが不明のアセット数</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/importpopulation.py" line="143"/>
        <source>Coverage lists</source>
        <translation>人口・アセット</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/importassets.py" line="112"/>
        <source>Kind (code)</source>
        <translation>種別（コード）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/wificoverage.py" line="338"/>
        <source>Address</source>
        <translation>所在地</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/importassets.py" line="112"/>
        <source>Height (m)</source>
        <translation>高さ (m)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/importassets.py" line="112"/>
        <source>Height known from</source>
        <translation>高さの出所</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/wificoverage.py" line="338"/>
        <source>Line in the file</source>
        <translation>ファイル内の行</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/importmeasurements.py" line="46"/>
        <source>Import measurements of signal</source>
        <translation>電波の測定データの取り込み</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/importmeasurements.py" line="49"/>
        <source>Turns tables of drive tests, phone apps (G-NetTrack, QualiPoc, others) and OpenCelliD into points: signal in dBm, carrier, band, radio technology, time, accuracy, and whether there was service at all.

Columns are known by their titles, English or Japanese (緯度, 経度, 受信レベル, 事業者, 圏外 …); UTF-8 or Shift_JIS; commas, tabs or semicolons. Samples out of service are kept: they are measured holes. Carriers are told by network code (MCC and MNC) or name.

Nothing is guessed: a level that is no dBm, an empty one, and a row without a place are left out, counted and listed with their line. OpenCelliD's list of cells holds estimated places of cells, no measurements; its points get neither signal nor service.</source>
        <translation>走行調査、スマートフォンのアプリ（G-NetTrack、QualiPoc など）、OpenCelliD の表を点にします。電波の強さ（dBm）、事業者、周波数帯、通信方式、時刻、位置の精度、圏内か圏外かを持ちます。

列は見出しで判別します（英語・日本語: 緯度、経度、受信レベル、事業者、圏外 など）。文字コードは UTF-8 と Shift_JIS、区切りはカンマ・タブ・セミコロンです。圏外のサンプルは測定された不感地なので残します。事業者は番号（MCC と MNC）または名前で判別します。

推測はしません。dBm ではない値、空の値、位置のない行は除き、件数と行番号を示します。OpenCelliD のセル一覧はセルの推定位置であり測定ではないため、その点には電波の強さも圏内・圏外も付きません。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/importmeasurements.py" line="61"/>
        <source>One table or several: CSV, TSV or text.</source>
        <translation>表を1つまたは複数（CSV、TSV、テキスト）。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/importpopulation.py" line="63"/>
        <source>Folder of tables</source>
        <translation>表のフォルダ</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/importmeasurements.py" line="65"/>
        <source>Instead of files: every .csv, .txt and .tsv in it and in its subfolders.</source>
        <translation>ファイルの代わりに、フォルダとその下にある .csv、.txt、.tsv をすべて読みます。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/importmeasurements.py" line="71"/>
        <source>Columns</source>
        <translation>列の指定</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/importmeasurements.py" line="71"/>
        <source>Where titles are not understood: pairs such as signal=受信電力; latitude=Y; carrier=会社. What may be: longitude, latitude, x, y, signal (dBm), asu, rsrp, ss_rsrp, rscp, rssi, carrier, plmn, mcc, mnc, band, channel, radio, time, date, clock, accuracy, service, in_service, out_of_service, cell, pci.</source>
        <translation>見出しから判別できないとき、signal=受信電力; latitude=Y; carrier=会社 のように指定します。使える項目: longitude、latitude、x、y、signal（dBm）、asu、rsrp、ss_rsrp、rscp、rssi、carrier、plmn、mcc、mnc、band、channel、radio、time、date、clock、accuracy、service、in_service、out_of_service、cell、pci。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/importmeasurements.py" line="77"/>
        <source>Of rows that name none, such as docomo, KDDI, SoftBank or Rakuten.</source>
        <translation>事業者の記載がない行の事業者（docomo、KDDI、SoftBank、Rakuten など）。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/importmeasurements.py" line="81"/>
        <source>Rows without a level</source>
        <translation>電波の強さがない行</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/importmeasurements.py" line="81"/>
        <source>say nothing and are left out</source>
        <translation>不明として除く</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/importmeasurements.py" line="81"/>
        <source>were out of service</source>
        <translation>圏外とみなす</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/importmeasurements.py" line="81"/>
        <source>Where no column tells of service. Ask who measured before choosing the second.</source>
        <translation>圏内・圏外の列がない表での扱いです。2番目を選ぶ前に、測定した人に確認してください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/importmeasurements.py" line="88"/>
        <source>Coordinate system of the tables</source>
        <translation>表の座標系</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/importmeasurements.py" line="88"/>
        <source>Of the coordinates in the tables. In a system in metres x is east and y is north.</source>
        <translation>表にある座標の座標系です。メートルの座標系では x を東、y を北とします。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/importmeasurements.py" line="92"/>
        <source>Coordinate system of the points</source>
        <translation>点の座標系</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/importmeasurements.py" line="92"/>
        <source>Empty: that of the tables.</source>
        <translation>空欄: 表と同じ座標系。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/importmeasurements.py" line="98"/>
        <source>Measurements read</source>
        <translation>読み取った測定の数</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/importresults.py" line="82"/>
        <source>Rows left out</source>
        <translation>除いた行の数</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/importmeasurements.py" line="100"/>
        <source>Samples out of service</source>
        <translation>圏外のサンプル数</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/importmeasurements.py" line="173"/>
        <source>Left out: {why}</source>
        <translation>除外: {why}</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/importmeasurements.py" line="181"/>
        <source>Quantity</source>
        <translation>測定量</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/importmeasurements.py" line="181"/>
        <source>Radio technology</source>
        <translation>通信方式</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/importmeasurements.py" line="181"/>
        <source>Cell</source>
        <translation>セル</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/importmeasurements.py" line="181"/>
        <source>Measured at</source>
        <translation>測定日時</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/importmeasurements.py" line="181"/>
        <source>Accuracy of the place (m)</source>
        <translation>位置の精度 (m)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/importmeasurements.py" line="181"/>
        <source>In service</source>
        <translation>圏内</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/importmeasurements.py" line="232"/>
        <source>{name} is a list of cells (OpenCelliD), not of measurements: its points are estimated places of cells, written without signal and without service, and no later step counts them.</source>
        <translation>{name} はセルの一覧（OpenCelliD）であり、測定ではありません。点はセルの推定位置です。電波の強さも圏内・圏外も付けず、後の処理では数えません。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/importmeasurements.py" line="248"/>
        <source>{source}, line {line}: {why}</source>
        <translation>{source}、{line}行目: {why}</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/importmeasurements.py" line="250"/>
        <source>… and {count} more.</source>
        <translation>… ほか{count}件。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/importmeasurements.py" line="252"/>
        <source>{count} times were not understood and left empty (year first: 2022-11-05 13:02:11).</source>
        <translation>{count}件の時刻を解釈できず、空欄にしました（2022-11-05 13:02:11 のように年から書きます）。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/importmeasurements.py" line="258"/>
        <source>{count} times name no time zone; they are kept as written.</source>
        <translation>{count}件の時刻には時間帯の記載がありません。書かれたまま残します。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/importmeasurements.py" line="270"/>
        <source>The carrier of these network codes is not certain: {codes}. See resources/coverage/carriers.json.</source>
        <translation>次の番号の事業者は確実ではありません: {codes}。resources/coverage/carriers.json を参照してください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/importpopulation.py" line="47"/>
        <source>Import population on grid squares</source>
        <translation>メッシュ人口の取り込み</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/importpopulation.py" line="50"/>
        <source>Turns tables of e-Stat (国勢調査, 地域メッシュ統計) into grid squares with people. Tables and the zips they come in are read as they are: two header rows, UTF-8 or Shift_JIS, squares of 1 km, 500 m, 250 m or 125 m.

Suppressed numbers (*) stay unknown: their people are in the number of another square, which names them in the field holds, and are not shared out, so that the total is kept. The total of people itself is never suppressed in the census. Squares without people are in no table.</source>
        <translation>e-Stat の表（国勢調査の地域メッシュ統計）を、人口をもつメッシュのポリゴンにします。表も、ダウンロードした zip も、そのまま読み込みます（見出し2行、UTF-8・Shift_JIS、1 km・500 m・250 m・125 mメッシュ）。

秘匿された数値（*）は不明のままにします。その人口は合算先のメッシュの数に含まれ（合算元は属性 holds に示します）、按分はしないため、合計は変わりません。国勢調査では人口総数そのものは秘匿されません。人のいないメッシュは表にありません。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/importpopulation.py" line="59"/>
        <source>Tables</source>
        <translation>表</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/importpopulation.py" line="59"/>
        <source>One or several that follow each other: CSV, text, or the zips of e-Stat.</source>
        <translation>1つ、または続きの複数の表（CSV、テキスト、e-Stat の zip）。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/importpopulation.py" line="63"/>
        <source>Instead of files: every table of grid squares in it, zipped or not.</source>
        <translation>ファイルの代わりに指定します。フォルダ内のメッシュの表をすべて（zip も）読み込みます。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/importpopulation.py" line="69"/>
        <source>Column to count</source>
        <translation>集計する列</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/importpopulation.py" line="69"/>
        <source>Its code (T001101001) or title. Empty: the total, 人口（総数） or 人口総数.</source>
        <translation>列のコード（T001101001 など）または見出し。空欄なら総数（人口（総数）、人口総数）。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/importpopulation.py" line="73"/>
        <source>Only squares that share ground with</source>
        <translation>対象区域（重なるメッシュのみ）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/importpopulation.py" line="73"/>
        <source>Such as a municipality. Squares on its border are whole, with all their people.</source>
        <translation>市区町村など。境界にかかるメッシュは切らずに、人口もすべて含めます。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/importpopulation.py" line="82"/>
        <source>Only squares within the extent</source>
        <translation>対象範囲（重なるメッシュのみ）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/importpopulation.py" line="82"/>
        <source>Squares on its edge are whole too. Together with an area: what both share.</source>
        <translation>端にかかるメッシュも切らずに含めます。対象区域も指定した場合は、両方に重なるメッシュに限ります。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/importpopulation.py" line="90"/>
        <source>Datum of the squares</source>
        <translation>メッシュの測地系</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/importpopulation.py" line="90"/>
        <source>JGD2000 or JGD2011 (世界測地系)</source>
        <translation>世界測地系（JGD2000・JGD2011）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/importpopulation.py" line="90"/>
        <source>Tokyo Datum (日本測地系)</source>
        <translation>日本測地系</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/importpopulation.py" line="90"/>
        <source>Old tables were published in Tokyo Datum too: 450 m away, with the same codes.</source>
        <translation>古い表には日本測地系のものもあります。コードは同じですが、約450 mずれます。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/importpopulation.py" line="99"/>
        <source>Grid squares</source>
        <translation>メッシュ数</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/importpopulation.py" line="99"/>
        <source>Grid squares with unknown people</source>
        <translation>人口が不明のメッシュ数</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/importpopulation.py" line="181"/>
        <source>Grid square</source>
        <translation>メッシュコード</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/importpopulation.py" line="181"/>
        <source>Suppressed (people unknown)</source>
        <translation>秘匿（人口不明）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/importpopulation.py" line="181"/>
        <source>Its people are in</source>
        <translation>合算先のメッシュ</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/importpopulation.py" line="181"/>
        <source>Holds the people of</source>
        <translation>合算元のメッシュ</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/linkprofile.py" line="31"/>
        <source>Link profile</source>
        <translation>回線の断面図</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/linkprofile.py" line="51"/>
        <source>FROM: transmitter</source>
        <translation>FROM：送信点</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/linkprofile.py" line="51"/>
        <source>As x,y [EPSG:6677]; without a system, that of the project.</source>
        <translation>x,y [EPSG:6677] のように指定します。座標系を省くとプロジェクトの座標系になります。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/linkprofile.py" line="55"/>
        <source>TO: receiver</source>
        <translation>TO：受信点</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/linkprofile.py" line="55"/>
        <source>Likewise.</source>
        <translation>同様に指定します。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/linkprofile.py" line="56"/>
        <source>Heights of the ground, in a projected system (for Tokyo EPSG:6677).</source>
        <translation>地面の標高。投影座標系（東京では EPSG:6677）のもの。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/linkprofile.py" line="59"/>
        <source>Heights with buildings and trees. Without it only the ground is in the way.</source>
        <translation>建物や樹木を含む標高。なければ地面だけが遮ります。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/linkprofile.py" line="65"/>
        <source>Frequency (MHz)</source>
        <translation>周波数（MHz）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/linkprofile.py" line="65"/>
        <source>Of the carrier: 700 to 2100 in mountains, 3500 to 4900 and 28000 in towns.</source>
        <translation>搬送波の周波数。山地では 700～2100、市街地では 3500～4900 や 28000。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/linkprofile.py" line="69"/>
        <source>Antenna at FROM (m)</source>
        <translation>FROM のアンテナ高（m）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/linkprofile.py" line="69"/>
        <source>Above the ground.</source>
        <translation>地面からの高さ。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/linkprofile.py" line="73"/>
        <source>Antenna at TO (m)</source>
        <translation>TO のアンテナ高（m）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="176"/>
        <source>Above the ground. A phone in the hand is at 1.5 m.</source>
        <translation>地面からの高さ。手に持った携帯電話は1.5 mです。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/linkprofile.py" line="77"/>
        <source>EIRP (dBm)</source>
        <translation>EIRP（dBm）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/linkprofile.py" line="77"/>
        <source>Power with antenna gain and cable loss, towards TO. Gives the received power too.</source>
        <translation>アンテナ利得とケーブル損失を含めた TO 方向の電力。指定すると受信電力も計算します。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/linkprofile.py" line="81"/>
        <source>What the loss is computed with.</source>
        <translation>損失の計算に使うモデル。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="207"/>
        <source>Time (%)</source>
        <translation>時間率（%）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/linkprofile.py" line="100"/>
        <source>The loss is not exceeded for this share of the time. P.1812: 1–50; below 50 for interference.</source>
        <translation>この割合の時間、損失はこの値を超えません。P.1812 では 1～50。干渉の検討では 50 未満にします。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/linkprofile.py" line="105"/>
        <source>Locations (%)</source>
        <translation>場所率（%）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/linkprofile.py" line="105"/>
        <source>The loss is not exceeded at this share of places around TO: 90 to be sure, 50 for the median.</source>
        <translation>TO の周りのこの割合の場所で、損失はこの値を超えません。確実を期すなら 90、中央値なら 50。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/linkprofile.py" line="110"/>
        <source>Polarisation</source>
        <translation>偏波</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/linkprofile.py" line="110"/>
        <source>vertical</source>
        <translation>垂直</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/linkprofile.py" line="110"/>
        <source>horizontal</source>
        <translation>水平</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/linkprofile.py" line="110"/>
        <source>Matters over the sea and at low frequencies.</source>
        <translation>海上と低い周波数で効きます。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="247"/>
        <source>Refractivity gradient ΔN (N-units/km)</source>
        <translation>屈折率の傾きΔN（N単位/km）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="252"/>
        <source>Sea-level refractivity N0 (N-units)</source>
        <translation>海面の屈折率N0（N単位）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="252"/>
        <source>Empty: from the table of Tokyo&apos;s places.</source>
        <translation>空欄なら、東京の各地の表から求めます。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="257"/>
        <source>What is sea</source>
        <translation>海の見分け方</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="257"/>
        <source>large low-lying gaps and flat zeros in the DTM</source>
        <translation>DTMの低地にある広い欠測と、標高0の平らな面</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="257"/>
        <source>every cell without data</source>
        <translation>データのないピクセルすべて</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="257"/>
        <source>nothing</source>
        <translation>海はない</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="257"/>
        <source>Signals carry further over the sea.</source>
        <translation>海の上では電波が遠くまで届きます。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="276"/>
        <source>Unit of heights</source>
        <translation>高さの単位</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="276"/>
        <source>as the files say, else metres</source>
        <translation>ファイルの記載による（なければメートル）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="276"/>
        <source>Of DTM and DSM.</source>
        <translation>DTMとDSMの単位。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/linkprofile.py" line="149"/>
        <source>Profile</source>
        <translation>断面図</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/linkprofile.py" line="149"/>
        <source>A picture; its kind by the ending.</source>
        <translation>図。種類は拡張子で決まります。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/linkprofile.py" line="150"/>
        <source>Points of the profile</source>
        <translation>断面の点</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/linkprofile.py" line="150"/>
        <source>Distance, ground, clutter, line and Fresnel zone at every point.</source>
        <translation>各点の距離、地盤高、地物の高さ、見通し線、フレネルゾーン。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/linkprofile.py" line="154"/>
        <source>Basic transmission loss (dB)</source>
        <translation>基本伝送損失（dB）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/linkprofile.py" line="155"/>
        <source>Line of sight</source>
        <translation>見通し</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/linkprofile.py" line="156"/>
        <source>Least clearance (share of the Fresnel zone)</source>
        <translation>最小クリアランス（フレネルゾーンに対する割合）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/linkprofile.py" line="157"/>
        <source>Distance (km)</source>
        <translation>距離（km）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/linkprofile.py" line="158"/>
        <source>Received power (dBm)</source>
        <translation>受信電力（dBm）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/linkprofile.py" line="187"/>
        <source>{length} km, line of sight free: {loss} dB.</source>
        <translation>{length} km、見通しあり：{loss} dB。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/linkprofile.py" line="187"/>
        <source>{length} km, line of sight blocked: {loss} dB.</source>
        <translation>{length} km、見通しなし：{loss} dB。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="404"/>
        <source>Coverage prediction</source>
        <translation>電波の到達予測</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="59"/>
        <source>Points with fields for height (m above ground), frequency (MHz), EIRP (dBm) and, where there are, carrier, azimuth, tilt and pattern. Usual Japanese and English names are recognised; others are chosen below.</source>
        <translation>地上高（m）、周波数（MHz）、EIRP（dBm）と、あれば事業者、方位角、チルト角、アンテナパターンのフィールドを持つポイント。よく使われる日本語・英語の名前は自動で見分けます。ほかの名前は下で選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="67"/>
        <source>Heights of the ground, in a projected system (for Tokyo EPSG:6677). The finer, the slower: 5 to 10 m is usual.</source>
        <translation>地表の標高。投影座標系（東京ではEPSG:6677）のもの。細かいほど時間がかかり、5～10 mが普通です。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="75"/>
        <source>Heights with buildings and trees. Matters most at 2 GHz and above. Without it only the ground is in the way.</source>
        <translation>建物や樹木を含む高さ。2 GHz以上で特に効きます。指定しないと、地面だけを障害物とします。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="84"/>
        <source>Frequency of sites without one (MHz)</source>
        <translation>周波数のない局の周波数（MHz）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="84"/>
        <source>Used only where the table has none; the log tells for how many.</source>
        <translation>表に値がない局にだけ使い、その数をログに示します。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="88"/>
        <source>EIRP of sites without one (dBm)</source>
        <translation>EIRPのない局のEIRP（dBm）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="88"/>
        <source>Power with antenna gain and cable loss, in the best direction. Used only where the table has none.</source>
        <translation>アンテナ利得とケーブル損失を含む、最も強い方向の電力。表に値がない局にだけ使います。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="92"/>
        <source>Antenna height of sites without one (m)</source>
        <translation>地上高のない局の地上高（m）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="92"/>
        <source>Above the ground. Used only where the table has none.</source>
        <translation>地面からの高さ。表に値がない局にだけ使います。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="96"/>
        <source>How the loss along each path is computed. Longley–Rice knows only the ground, not the DSM.</source>
        <translation>経路ごとの損失の計算方法。Longley–Riceは地面だけを見て、DSMは使いません。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="108"/>
        <source>The area to predict. Empty: all that is in reach of the sites.</source>
        <translation>予測する範囲。空欄なら、局から届く範囲のすべて。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="128"/>
        <source>In the same terms as the EIRP: power of the whole channel, or of one reference signal.</source>
        <translation>EIRPと同じ基準（チャネル全体の電力、または参照信号1つの電力）で指定します。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="132"/>
        <source>Signals are those at that place: entry costs about 9 dB into a vehicle, more into a building (P.2109).</source>
        <translation>その場所での電力になります。車内では約9 dB、屋内ではさらに多く（P.2109）減ります。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="141"/>
        <source>Only this carrier</source>
        <translation>この事業者だけ</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="141"/>
        <source>Empty: the strongest of all carriers.</source>
        <translation>空欄なら、全事業者で最も強いもの。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="145"/>
        <source>A raster for each carrier</source>
        <translation>事業者ごとのラスタ</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="145"/>
        <source>Also writes carrier_….tif, the strongest signal of each carrier, and probability_….tif, how likely it is enough, into OUTPUT_FOLDER.</source>
        <translation>事業者ごとの最も強い電波の carrier_….tif と、それで足りる確率の probability_….tif も OUTPUT_FOLDER に書き出します。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="152"/>
        <source>A raster for each site</source>
        <translation>局ごとのラスタ</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="152"/>
        <source>Also writes site_….tif and coverage.json into OUTPUT_FOLDER, as choosesites wants them.</source>
        <translation>局ごとのラスタsite_….tifとcoverage.jsonも、OUTPUT_FOLDERに書き出します（choosesitesの入力になります）。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="158"/>
        <source>Signal</source>
        <translation>受信電力</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="160"/>
        <source>Margin (dB)</source>
        <translation>余裕（dB）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="161"/>
        <source>Best server</source>
        <translation>ベストサーバ（受け持ち局）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="162"/>
        <source>Folder of site and carrier rasters</source>
        <translation>局・事業者ごとのラスタのフォルダ</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="167"/>
        <source>Share of land where the median signal is enough</source>
        <translation>中央値が必要な電力に足りる陸地の割合</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="167"/>
        <source>Share of land covered with 90 % probability or more</source>
        <translation>90 %以上の確率で通信できる陸地の割合</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="167"/>
        <source>Share of land with a prediction</source>
        <translation>予測できた陸地の割合</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="167"/>
        <source>Number of sites used</source>
        <translation>計算に使った局の数</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="176"/>
        <source>Receiver&apos;s height (m)</source>
        <translation>受信点の高さ（m）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="181"/>
        <source>Receiver&apos;s antenna gain (dBi)</source>
        <translation>受信アンテナの利得（dBi）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="181"/>
        <source>0: an antenna that receives alike from everywhere.</source>
        <translation>0は、どの方向からも同じに受けるアンテナ。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="186"/>
        <source>Body loss (dB)</source>
        <translation>人体損失（dB）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="186"/>
        <source>What the person holding the device takes away.</source>
        <translation>端末を持つ人の体による損失。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="191"/>
        <source>Kind of building</source>
        <translation>建物の種類</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="191"/>
        <source>traditional</source>
        <translation>一般の建物</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="191"/>
        <source>thermally efficient (metallised glass, foil)</source>
        <translation>高断熱の建物（金属膜ガラス、金属箔の断熱材）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="191"/>
        <source>Counts indoors only (Rec. ITU-R P.2109).</source>
        <translation>屋内のときだけ使います（ITU-R勧告P.2109）。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="199"/>
        <source>Quantity of the signal raster</source>
        <translation>電波の強さのラスタの量</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="199"/>
        <source>received power (dBm)</source>
        <translation>受信電力（dBm）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="199"/>
        <source>field strength (dBµV/m)</source>
        <translation>電界強度（dBµV/m）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="199"/>
        <source>Margin and probability are always of the power.</source>
        <translation>余裕と確率は、常に電力で計算します。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="207"/>
        <source>The signal is exceeded for this share of the time. P.1812: 1–50; below 50 for interference.</source>
        <translation>この時間率で電波がこれ以上の強さになります。P.1812では1～50。干渉の検討では50未満にします。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="212"/>
        <source>Clutter without a surface model</source>
        <translation>DSMがないときのクラッタ損失</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="212"/>
        <source>urban and suburban statistics of Rec. ITU-R P.2108 (0.5 GHz and above)</source>
        <translation>ITU-R勧告P.2108の市街地・郊外の統計（0.5 GHz以上）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="212"/>
        <source>For towns where there is no DSM; refused together with one, which would count buildings twice.</source>
        <translation>DSMのない市街地用。DSMとは併用できません（建物を二重に数えるため）。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="220"/>
        <source>Correction (dB)</source>
        <translation>補正（dB）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="220"/>
        <source>Added to each signal: the offset that comparecoverage found between prediction and measurements.</source>
        <translation>すべての電波の強さに加える値。comparecoverageで求めた、予測と測定のずれを入れます。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="225"/>
        <source>Spread of measurements about the prediction, as comparecoverage reports it. 0: PROBABILITY knows only of differences from place to place, and looks surer than it is. Not used with CALIBRATION.</source>
        <translation>予測に対する測定値のばらつき。comparecoverageの結果を入れます。0のとき、PROBABILITYは場所による違いしか考えないため、実際より確かに見えます。CALIBRATIONを指定したときは使いません。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="233"/>
        <source>Calibration (*.json)</source>
        <translation>較正 (*.json)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="233"/>
        <source>CALIBRATION of comparecoverage, learnt from a prediction with the same settings and no calibration: each site&apos;s signal gets the offset of its carrier and, where it was measured, band; PROBABILITY takes the spread left instead of MODEL_ERROR. Offsets by clutter are not applied.</source>
        <translation>comparecoverage の CALIBRATION。同じ設定で、較正せずに行った予測から求めたものを指定します。各局の電波の強さに、事業者と（測定があれば）周波数帯ごとのずれを加え、PROBABILITY には MODEL_ERROR の代わりに残ったばらつきを使います。地物の種類ごとのずれは使いません。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="269"/>
        <source>Polygons of the sea</source>
        <translation>海のポリゴン</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="269"/>
        <source>Instead of telling the sea from the DTM.</source>
        <translation>DTMから海を見分ける代わりに使います。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="284"/>
        <source>Sector antenna</source>
        <translation>セクタアンテナ</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="284"/>
        <source>3GPP TR 36.814 (70° wide, 10° high)</source>
        <translation>3GPP TR 36.814（水平70°、垂直10°）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="284"/>
        <source>3GPP TR 36.942 (65° wide, horizontal only)</source>
        <translation>3GPP TR 36.942（水平65°、水平面だけ）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="284"/>
        <source>3GPP TR 38.901, one element (65° wide, 65° high)</source>
        <translation>3GPP TR 38.901の1素子（水平65°、垂直65°）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="284"/>
        <source>For sites with an azimuth, but without a pattern of their own.</source>
        <translation>方位角があり、アンテナパターンのない局に使います。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="296"/>
        <source>Folder of antenna patterns</source>
        <translation>アンテナパターンのフォルダ</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="296"/>
        <source>Where the files (.msi, .pln, .txt, .csv) lie that the pattern field names. Empty: beside the sites&apos; file.</source>
        <translation>パターンのフィールドに書かれたファイル（.msi、.pln、.txt、.csv）のあるフォルダ。空欄なら、局のファイルと同じフォルダ。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="348"/>
        <source>{left} of {count} sites do not reach the extent and are left out.</source>
        <translation>{count}局のうち{left}局は範囲に届かないため除きました。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="506"/>
        <source>Field of the frequency (MHz)</source>
        <translation>周波数のフィールド（MHz）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="507"/>
        <source>Field of the EIRP (dBm)</source>
        <translation>EIRPのフィールド（dBm）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="509"/>
        <source>Field of the azimuth (°)</source>
        <translation>方位角のフィールド（°）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="510"/>
        <source>Field of the tilt (°, down positive)</source>
        <translation>チルト角のフィールド（°、下向きが正）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="511"/>
        <source>Field of the antenna pattern</source>
        <translation>アンテナパターンのフィールド</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="559"/>
        <source>Radio climate: ΔN {delta_n}, N0 {n0}.</source>
        <translation>電波気候定数: ΔN {delta_n}、N0 {n0}。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="567"/>
        <source>On {share} % of the extent the DTM has no heights; nothing can be said there.</source>
        <translation>範囲の{share} %ではDTMに標高がなく、予測できません。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="573"/>
        <source>No land in the extent holds a prediction.</source>
        <translation>範囲内の陸地に、予測できたところがありません。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="575"/>
        <source>{count} sites. Of the land predicted, the median signal is enough on {covered} %, and with a probability of 90 % or more on {certain} %.</source>
        <translation>{count}局。予測できた陸地のうち、中央値で足りるのは{covered} %、90 %以上の確率で足りるのは{certain} %です。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="582"/>
        <source>{share} % of the land in the extent lies beyond reach of all sites, or is cut off by terrain that is not known: it holds no prediction and counts as unknown. A longer REACH or a larger DTM helps.</source>
        <translation>範囲内の陸地の{share} %は、どの局からも計算距離より遠いか、途中の地形が分からないため予測がなく、「不明」になります。計算距離（REACH）を延ばすか、より広いDTMを使ってください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="589"/>
        <source>{kept} of {count} sites were there from an earlier run and still hold.</source>
        <translation>{count}局のうち{kept}局は、前の実行の結果をそのまま使いました。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="595"/>
        <source>The folder also holds rasters of sites that are not of this run: {files}</source>
        <translation>フォルダには、今回の実行に含まれない局のラスタもあります: {files}</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/siting_candidates.py" line="149"/>
        <source>{count} places are proposed from the terrain.</source>
        <translation>地形から {count} か所を提案しました。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/siting_demand.py" line="47"/>
        <source>{name}: nothing of it lies in the area of the coverage.</source>
        <translation>{name}：予測範囲の中に一つもありません。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/siting_demand.py" line="66"/>
        <source>The people of {count} squares are not known; they weigh nothing.</source>
        <translation>{count} 個のメッシュは人口が不明なため、選定では重みを持ちません。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/siting_demand.py" line="91"/>
        <source>DEMAND: {count} cells of the coverage hold no weight; they count nothing.</source>
        <translation>DEMAND：予測範囲のうち {count} セルに重みがありません。これらは数えません。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/wificoverage.py" line="47"/>
        <source>Public Wi-Fi and places without</source>
        <translation>公衆Wi-Fiの到達範囲と空白の場所</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/wificoverage.py" line="50"/>
        <source>Reads lists of public Wi-Fi (公衆無線LANアクセスポイント一覧) in the older and the present form of the open-data standard, shows the ground the spots reach, and lists the places none reaches: shelters, stations, offices.

The reach is a circle: a simple formula (Rec. ITU-R P.1411 outdoors, P.1238 indoors), or a radius you give. Whether a spot is indoors is read from the list (提供エリア), else from its name; what is not known is taken as indoors, the shorter reach. With BUILDINGS, a spot inside a building reaches no further than its walls, and one outside into none. Neither terrain nor trees are looked at.

The lists have no column for OpenRoaming: it is read from a column of that name, SSID or remarks. Where nothing is said it is unknown, which is never taken as no.</source>
        <translation>公衆無線LANアクセスポイント一覧（旧・新どちらの標準データセット形式も可）を読み込み、スポットの到達範囲を示し、どのスポットも届かない避難所・駅・庁舎などを一覧にします。

到達範囲は円です。簡易な式（屋外は ITU-R 勧告 P.1411、屋内は P.1238）か、指定した半径によります。屋内か屋外かは一覧の「提供エリア」、なければ名称から判断し、分からないものは到達範囲の短い屋内として扱います。建物を指定すると、屋内のスポットはその建物の中だけ、屋外のスポットは建物の外だけに届くものとします。地形や樹木は考慮しません。

一覧には OpenRoaming の列がないため、その名前の列、SSID、備考から読み取ります。記載がなければ「不明」とし、「非対応」とは扱いません。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/wificoverage.py" line="65"/>
        <source>Lists of Wi-Fi spots</source>
        <translation>Wi-Fiスポットの一覧</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/wificoverage.py" line="65"/>
        <source>One or several: CSV in Shift_JIS or UTF-8.</source>
        <translation>1つまたは複数の CSV（Shift_JIS または UTF-8）。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/wificoverage.py" line="69"/>
        <source>Where there should be Wi-Fi, such as shelters: a layer, or a list with positions (CSV) as offices publish it. Without it, PLACES_WITHOUT is not made.</source>
        <translation>避難所など、Wi-Fiがあるべき施設。レイヤのほか、公開されている位置付きの一覧（CSV）もそのまま指定できます。指定しないと PLACES_WITHOUT は作りません。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/wificoverage.py" line="78"/>
        <source>Numbers are told for each kind. Empty: kind or 種別, where there is one.</source>
        <translation>種別ごとに集計します。空欄なら kind や 種別 の属性を使います。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/wificoverage.py" line="84"/>
        <source>What counts</source>
        <translation>対象とするWi-Fi</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/wificoverage.py" line="84"/>
        <source>any public Wi-Fi</source>
        <translation>すべての公衆Wi-Fi</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/wificoverage.py" line="84"/>
        <source>only OpenRoaming</source>
        <translation>OpenRoaming のみ</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/wificoverage.py" line="84"/>
        <source>With only OpenRoaming, places reached by spots of which it is not known are listed as unknown.</source>
        <translation>OpenRoaming のみの場合、対応状況の分からないスポットだけが届く場所は「不明」とします。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/wificoverage.py" line="91"/>
        <source>Outlines whose walls end the reach.</source>
        <translation>壁で到達範囲が途切れる建物の外形。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/wificoverage.py" line="95"/>
        <source>Surroundings outdoors</source>
        <translation>屋外の環境</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/wificoverage.py" line="95"/>
        <source>along a street, in sight</source>
        <translation>道路沿い（見通し内）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/wificoverage.py" line="95"/>
        <source>houses, out of sight</source>
        <translation>住宅地（見通し外）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/wificoverage.py" line="95"/>
        <source>high buildings, out of sight</source>
        <translation>高層市街地（見通し外）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/wificoverage.py" line="95"/>
        <source>What the formula outdoors was measured in.</source>
        <translation>屋外の式が測定された環境です。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/wificoverage.py" line="106"/>
        <source>2.4 GHz</source>
        <translation>2.4 GHz帯</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/wificoverage.py" line="106"/>
        <source>5.2 GHz (W52, indoors)</source>
        <translation>5.2 GHz帯（W52、屋内）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/wificoverage.py" line="106"/>
        <source>5.6 GHz (W56)</source>
        <translation>5.6 GHz帯（W56）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/wificoverage.py" line="108"/>
        <source>Radiated power (dBm EIRP)</source>
        <translation>放射電力（EIRP、dBm）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/wificoverage.py" line="108"/>
        <source>Of the weaker side, usually the phone. Allowed: 25.1 dBm at 2.4 GHz, 23 indoors at 5.2, 30 at 5.6.</source>
        <translation>弱い側（通常は端末）の値。上限は2.4 GHz帯25.1 dBm、5.2 GHz帯（屋内）23 dBm、5.6 GHz帯30 dBm。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/wificoverage.py" line="108"/>
        <source>Wanted level (dBm)</source>
        <translation>必要な受信レベル（dBm）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/wificoverage.py" line="108"/>
        <source>What a phone needs to work without breaks.</source>
        <translation>端末が途切れずに使えるレベル。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/wificoverage.py" line="108"/>
        <source>At which share of places</source>
        <translation>場所率</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/wificoverage.py" line="108"/>
        <source>How sure the level is at the edge of the reach.</source>
        <translation>到達範囲の端で必要なレベルが得られる割合。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/wificoverage.py" line="117"/>
        <source>Reach outdoors instead of the formula&apos;s (m)</source>
        <translation>屋外の到達距離の指定（m）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/wificoverage.py" line="117"/>
        <source>Reach indoors instead of the formula&apos;s (m)</source>
        <translation>屋内の到達距離の指定（m）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/wificoverage.py" line="121"/>
        <source>Such as a measured one. Empty: by the formula.</source>
        <translation>実測値など。空欄なら式によります。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/wificoverage.py" line="126"/>
        <source>Position error of lists (m)</source>
        <translation>一覧の位置の誤差（m）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/wificoverage.py" line="126"/>
        <source>A place this far beyond the reach still counts as reached: two lists seldom place one building alike.</source>
        <translation>到達範囲からこの距離までの場所は届くものとします。同じ建物でも一覧によって位置が異なるためです。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/wificoverage.py" line="136"/>
        <source>Wi-Fi spots</source>
        <translation>Wi-Fiスポット</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/wificoverage.py" line="137"/>
        <source>Reach of Wi-Fi</source>
        <translation>Wi-Fiの到達範囲</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/wificoverage.py" line="138"/>
        <source>Places without Wi-Fi</source>
        <translation>Wi-Fiの届かない場所</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/wificoverage.py" line="139"/>
        <source>Numbers by kind of place</source>
        <translation>場所の種別ごとの集計</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/wificoverage.py" line="144"/>
        <source>Spots read</source>
        <translation>読み込んだスポット数</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/wificoverage.py" line="144"/>
        <source>Spots without a position</source>
        <translation>位置のないスポット数</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/wificoverage.py" line="144"/>
        <source>Spots with OpenRoaming</source>
        <translation>OpenRoaming対応のスポット数</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/wificoverage.py" line="144"/>
        <source>Spots of which it is not known</source>
        <translation>OpenRoaming対応が不明のスポット数</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/wificoverage.py" line="404"/>
        <source>All places</source>
        <translation>場所の数</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/wificoverage.py" line="144"/>
        <source>Places reached</source>
        <translation>到達する場所の数</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/wificoverage.py" line="144"/>
        <source>Places of which it is not known</source>
        <translation>不明の場所の数</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/wificoverage.py" line="144"/>
        <source>Places beyond reach</source>
        <translation>届かない場所の数</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/wificoverage.py" line="144"/>
        <source>Share of places reached</source>
        <translation>到達する場所の割合</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/wificoverage.py" line="215"/>
        <source>{read} spots read, {left_out} without a position; OpenRoaming: {yes} yes, {no} no, {unknown} unknown. Reach outdoors {outdoor} m, indoors {indoor} m.</source>
        <translation>スポット {read} 件を読み込みました（位置なし {left_out} 件）。OpenRoaming：対応 {yes}、非対応 {no}、不明 {unknown}。到達距離：屋外 {outdoor} m、屋内 {indoor} m。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/wificoverage.py" line="233"/>
        <source>Public Wi-Fi</source>
        <translation>公衆Wi-Fi</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/wificoverage.py" line="293"/>
        <source>(no kind)</source>
        <translation>（種別なし）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/wificoverage.py" line="298"/>
        <source>{kind}: {reached} of {count} places reached ({share} %), {unknown} unknown, {without} without.</source>
        <translation>{kind}：{count} か所のうち {reached} か所に到達（{share} %）、不明 {unknown}、届かない {without}。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/wificoverage.py" line="404"/>
        <source>Kind of place</source>
        <translation>場所の種別</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/wificoverage.py" line="338"/>
        <source>Installed by</source>
        <translation>設置者</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/wificoverage.py" line="338"/>
        <source>SSID</source>
        <translation>SSID</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/wificoverage.py" line="338"/>
        <source>Area served</source>
        <translation>提供エリア</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/wificoverage.py" line="338"/>
        <source>Indoors or outdoors</source>
        <translation>屋内・屋外</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/wificoverage.py" line="360"/>
        <source>OpenRoaming</source>
        <translation>OpenRoaming</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/wificoverage.py" line="360"/>
        <source>Spots</source>
        <translation>スポット数</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/wificoverage.py" line="375"/>
        <source>Wi-Fi</source>
        <translation>Wi-Fi</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/wificoverage.py" line="375"/>
        <source>Nearest spot</source>
        <translation>最寄りのスポット</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/wificoverage.py" line="375"/>
        <source>Distance to it (m)</source>
        <translation>最寄りまでの距離（m）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/wificoverage.py" line="404"/>
        <source>reached</source>
        <translation>到達</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/wificoverage.py" line="404"/>
        <source>without</source>
        <translation>届かない</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/wificoverage.py" line="404"/>
        <source>Share reached</source>
        <translation>到達率</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/makesample.py" line="45"/>
        <source>Makes a small piece of Tama that does not exist: mountains with valleys, a town, forest and fields; or a volcanic island with cliffs, a harbour and the sea around it (no data in the elevation models), its heights from local sea level. Two dates of optical images with clouds and masks, a stack of SAR images, two elevation models, permits, zones, buildings, roads and streams; and the truth about every fill, cut and stockpile in it, with clear-cuts, ploughed fields, roofs and a solar farm that only look like them. For coverage: a surface model, masts of four carriers, public assets, places people rely on and people by grid square; lists of them (CSV) lie in the folder coverage.

The same size and seed make the same scene. The files are named after what they hold; scene.json tells the dates and how the scene was made.</source>
        <translation>実在しない小さな多摩をつくります。谷の刻まれた山地、町、森林、田畑。または、崖と港があり海に囲まれた火山島（標高データの海はデータなし、標高は島の海面から）。二時期の光学画像（雲とマスク付き）、SAR画像の時系列、二時期の標高データ、許可、区域、建物、道路、河川、そして中にあるすべての盛土・切土・仮置きの正解が付きます。盛土に似て見えるだけの伐採地、耕した畑、屋根、太陽光発電所もあります。通信エリアのために、地表面モデル（DSM）、4事業者の基地局、公共の資産、人々が頼りにする施設、地域メッシュの人口があり、その一覧（CSV）がフォルダ coverage に入ります。

同じ大きさとシードからは同じ場面ができます。ファイル名は中身を表します。scene.json に日付と作り方が書かれます。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/makesample.py" line="88"/>
        <source>Drive test of four carriers</source>
        <translation>4事業者の走行測定</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/makesample.py" line="88"/>
        <source>Also writes what phones measured along the roads and where the carriers say they serve, into the folder coverage; truth.json there tells by how much they differ from a prediction. Some 20 seconds more.</source>
        <translation>道路に沿って端末が測定した値と、事業者が公表するエリアもフォルダ coverage に書き出します。予測との差の正解は同じ場所の truth.json にあります。20秒ほど余計にかかります。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="114"/>
        <source>Candidate places</source>
        <translation>候補地</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/wificoverage.py" line="107"/>
        <source>Frequency band</source>
        <translation>周波数帯</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/coverageholes.py" line="86"/>
        <source>Coverage classes</source>
        <translation>通信状況の区分</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="41"/>
        <source>Predicts the received power around radio sites from terrain, buildings and trees. For planners who want to see where a signal is enough, which site serves where, and how surely.

SIGNAL is the median power of the strongest site at an antenna that receives alike from everywhere, at the place of use; MARGIN is what it lies above THRESHOLD; PROBABILITY is how likely it is enough at a place within the cell; BEST_SERVER is the site it comes from, where it is enough. A cell beyond REACH of all sites, or without terrain, holds nothing: that is unknown, not uncovered.

SITES needs height above ground, frequency and EIRP. Sites outside EXTENT count as far as they reach; terrain is read up to them. With one row for each sector, give azimuth and, where known, tilt and an antenna pattern.

A run that was stopped goes on where it was if PER_SITE keeps a raster of each site in OUTPUT_FOLDER: those whose site, settings and terrain are the same are not made again.

Below 3 GHz what stands on the ground in the DSM counts as woods: a signal comes over the trees or through them, whichever costs less. In towns give BUILDINGS, or choose VEGETATION opaque.</source>
        <translation>地形、建物、樹木から、基地局の周りの受信電力を予測します。どこで電波が足りるか、どの局がどこを受け持つか、それがどのくらい確かかを知りたい計画担当者向けです。

SIGNALは、利用場所で、どの方向からも同じに受けるアンテナが最も強い局から受ける電力の中央値です。MARGINは必要な電力（THRESHOLD）との差、PROBABILITYはピクセル内の場所で電力が足りる確率、BEST_SERVERは電力が足りるところでその電波を出している局です。どの局からも計算距離（REACH）より遠いピクセルや、地形の分からないピクセルは空になります。これは「不明」であり、「届かない」ではありません。

SITESには、地上高、周波数、EIRPが必要です。範囲（EXTENT）の外の局も、届く限り計算に入り、そこまでの地形を読みます。セクタごとに1行とし、方位角と、分かればチルト角とアンテナパターンを入れてください。

PER_SITEで局ごとのラスタをOUTPUT_FOLDERに残すと、止まった実行を続きから再開できます。局、設定、地形の変わらないものは作り直しません。

3 GHz未満では、DSMで地面の上にあるものを森林とみなし、電波は樹木の上を越えるか通り抜けるか、損失の小さいほうで届くものとします。市街地ではBUILDINGSを指定するか、VEGETATIONをopaqueにしてください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="370"/>
        <source>{count} cells in small holes of the terrain model got heights from around them.</source>
        <translation>地形モデルの小さな欠け {count} ピクセルの標高は、周囲から補いました。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/wificoverage.py" line="78"/>
        <source>Field with the kind of facility</source>
        <translation>施設の種別のフィールド</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/wificoverage.py" line="338"/>
        <source>Radius of reach (m)</source>
        <translation>到達距離（m）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/woods.py" line="16"/>
        <source>Trees in the DSM</source>
        <translation>DSMの樹木の扱い</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/woods.py" line="16"/>
        <source>as woods below 3 GHz, and above it where BUILDINGS is given; else opaque</source>
        <translation>3 GHz未満は森林として扱う。3 GHz以上はBUILDINGSを指定したときだけ森林とし、ほかは電波を通さないものとする</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/woods.py" line="16"/>
        <source>as woods: over or through them, whichever costs less (Rec. ITU-R P.833)</source>
        <translation>森林: 上を越えるか通り抜けるか、損失の小さいほう（ITU-R P.833）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/woods.py" line="16"/>
        <source>opaque, as buildings are</source>
        <translation>建物と同じく、電波を通さないものとする</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/woods.py" line="16"/>
        <source>Opaque trees beside a forest road hold back 30 to 45 dB, measured woods at most 20 dB at 800 MHz and 31 dB at 2.1 GHz. The default is a judgement: compare both with measurements (comparecoverage). Takes two to three times as long; needs a DSM, 100 MHz to 30 GHz, and not Longley–Rice, which knows no trees.</source>
        <translation>樹木が電波を通さないとすると、林道わきの木立だけで30～45 dBの損失になります。実測された森林の損失は、800 MHzで最大20 dB、2.1 GHzで最大31 dBです。既定値は判断によるものなので、両方を測定データと比べて（comparecoverage）決めてください。森林として扱うと計算時間は2～3倍になります。DSMが必要で、周波数は100 MHz～30 GHz、Longley–Rice（樹木を扱えません）では使えません。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/woods.py" line="31"/>
        <source>Polygons; cells they touch stay opaque. A DSM does not tell houses from trees: without this all that stands 2 m high or higher counts as woods, and towns come out too well.</source>
        <translation>ポリゴン。触れるピクセルは電波を通さないものとして扱います。DSMだけでは家屋と樹木を区別できません。指定しないと、高さ2 m以上のものをすべて森林とみなすため、市街地では電波が強く出すぎます。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/woods.py" line="55"/>
        <source>BUILDINGS holds none where the prediction is: everything counts as woods there.</source>
        <translation>BUILDINGSには予測する範囲の建物がありません。範囲内のものをすべて森林とみなします。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/woods.py" line="58"/>
        <source>Without a DSM there are neither trees nor buildings: VEGETATION changes nothing.</source>
        <translation>DSMがないため樹木も建物も計算に入らず、VEGETATIONとBUILDINGSは結果に影響しません。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/woods.py" line="63"/>
        <source>Trees of the DSM count as woods for {count} of {total} sites, as opaque for the others.</source>
        <translation>{total}局のうち{count}局ではDSMの樹木を森林として、ほかの局では電波を通さないものとして計算します。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/woods.py" line="69"/>
        <source>No BUILDINGS are given: houses count as woods too, and signals behind them come out too strong.</source>
        <translation>BUILDINGSが指定されていないため、家屋も森林とみなします。家屋の陰では電波が強く出すぎます。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="59"/>
        <source>Radio sites</source>
        <translation>基地局（送信点）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="164"/>
        <source>Of the prediction and the demand. Not used with COVERAGE_FOLDER, whose cells count.</source>
        <translation>予測と需要のピクセルの大きさ。COVERAGE_FOLDER を使うときは使わず、フォルダのピクセルに従います。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="192"/>
        <source>Counted in the table; the people of a square are put where its houses are. Polygons also stay opaque where the rest of the DSM counts as woods.</source>
        <translation>表で数えます。メッシュの人口は建物のある場所に配分します。ポリゴンの場合は、DSM のほかの部分を森林とみなすときも、建物として電波を通さないものとします。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="298"/>
        <source>Where the signal must be enough. With COVERAGE_FOLDER that of its prediction counts.</source>
        <translation>信号が足りている必要がある場所。COVERAGE_FOLDER を使うときは、その予測での利用場所に従います。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/comparecoverage.py" line="307"/>
        <source>Points left out, without a place or with neither level nor service: {count}.</source>
        <translation>位置のない点、または電波の強さも圏内・圏外もない{count}点を除きました。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/comparecoverage.py" line="384"/>
        <source>Samples not compared ({why}): {count}.</source>
        <translation>{count}件のサンプルは比較しませんでした（{why}）。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/comparecoverage.py" line="387"/>
        <source>Places: {cells}; bias {bias} dB, RMSE {rmse} dB.</source>
        <translation>{cells}か所を比較しました。偏り {bias} dB、RMSE {rmse} dB。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/coverageholes.py" line="55"/>
        <source>Finds where no carrier, or one carrier, has coverage, and says of each hole whether it was measured or predicted, or whether nothing is known there. Rasters of different cells come onto the finest of them.

Counts what lies in the holes: people, roads, places, commercial districts; and gives the indicators of the programme つながる東京 beside its targets, by municipality and carrier, as a table and as a report on A4.

What is not known is never zero: a list that is not given, or empty for a municipality, is unknown; where one carrier is not known and no other covers, a place is no data, not a hole.

By the half-mesh rule all people of a 500 m square are covered where half or more of it is; where municipalities are given, half of its ground inside them, so that covered sea covers nobody.</source>
        <translation>どの事業者も、または1つの事業者が圏外の場所を求め、それが測定によるものか、予測によるものか、あるいは何も分からないかを示します。ピクセルの大きさの異なるラスタは、最も細かいものにそろえます。

圏外にある人口・道路・施設・商業地域を数え、「つながる東京」の指標を目標と並べて、市区町村別・事業者別に、表とA4の報告書にします。

分からないことを 0 とはしません。与えられていない一覧や、その市区町村について空の一覧は「不明」です。状況の分からない事業者があり、ほかがすべて圏外の場所は、圏外ではなく「データなし」です。

1/2メッシュ方式では、500 mメッシュの面積の2分の1以上が圏内なら、その人口をすべて圏内とします。市区町村を指定したときは、メッシュのうち市区町村の区域内の面積で判定するので、海だけが圏内のメッシュの人口は数えません。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/coverageholes.py" line="209"/>
        <source>Smaller ones are not drawn, but counted in all figures: HOLE_AREA is that of the polygons and of these. The log and the report tell how many they are, and how large.</source>
        <translation>これより小さい圏外は描きませんが、数値にはすべて含めます。HOLE_AREA は、ポリゴンの面積とこれらの面積の合計です。件数と面積はログと報告書に示します。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/coverageholes.py" line="363"/>
        <source>Holes of any carrier: {count}, {area} km²; without data: {unknown} km².</source>
        <translation>いずれの事業者も圏外：{count} か所、{area} km²。データなし {unknown} km²。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/coverageholes.py" line="372"/>
        <source>In that area, but not drawn, are holes smaller than MIN_AREA: {count}, {area} m² in all.</source>
        <translation>この面積には、MIN_AREA より小さいため描いていない圏外（{count} か所、計 {area} m²）も含みます。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/coverageholes.py" line="378"/>
        <source>Measurements outside the rasters, which are not used: {count}.</source>
        <translation>ラスタの範囲外にある{count}件の測定は使いません。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/importassets.py" line="96"/>
        <source>Rows read: {read}; without a position: {left_out}; assets without a known height: {unknown}.</source>
        <translation>{read} 行を読み込みました。位置なし {left_out} 行、高さ不明 {unknown} 件。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/importmeasurements.py" line="238"/>
        <source>Measurements read: {read}, out of service among them: {out}; rows left out: {left}.</source>
        <translation>{read}件の測定を読み取りました（うち圏外 {out}件）。{left}行を除きました。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/importmeasurements.py" line="246"/>
        <source>Rows left out: {count}, such as: {why}</source>
        <translation>{count}行を除きました。例: {why}</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/importpopulation.py" line="138"/>
        <source>Grid squares: {squares}; people: {people} ({column}); squares of unknown people: {suppressed}.</source>
        <translation>メッシュ {squares} 個、人口 {people} 人（{column}）。人口不明 {suppressed} 個。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/linkprofile.py" line="34"/>
        <source>Shows the terrain between two places as radio sees it, and what a signal loses on the way. For relay links, and for asking why a place has no signal.

PROFILE is a picture: ground with the curvature of the Earth, buildings and trees, sea, the line between the antennas with its first Fresnel zone, what cuts it, and the losses by mechanism. A link is called free where nothing touches the line; good links keep 60 % of the Fresnel zone free too.

LOSS is the basic transmission loss in dB, outdoors; CLEARANCE is the least free share of the radius of the Fresnel zone (1: free, 0: grazing, below: cut). Rec. ITU-R P.1812 counts what stands on the ground everywhere but at the ends: give a DSM wherever there are woods or towns. Where the way through trees costs less than the one over them, the table of losses shows it.

The profile is a straight line sampled once in each cell. Coverage predictions follow rays through the centres of cells and may differ a little; their values agree with this one only on equal cells: give the RESOLUTION of the prediction here.</source>
        <translation>2 地点の間の地形を電波から見た形で示し、途中でどれだけ弱まるかを計算します。中継回線の検討や、ある場所に電波が届かない理由を調べるのに使います。

PROFILE は図です。地球の丸みを加えた地面、建物・樹木、海、アンテナどうしを結ぶ線と第 1 フレネルゾーン、それを遮るもの、損失の内訳を描きます。線に何も触れなければ「見通しあり」です。良い回線はフレネルゾーンの 60 % も空いています。

LOSS は屋外での基本伝送損失（dB）、CLEARANCE はフレネルゾーン半径のうち空いている割合の最小値です（1：空いている、0：線に接する、負：遮られる）。勧告 ITU-R P.1812 は両端を除くすべての地物を遮蔽とみなします。森や市街地では DSM を指定してください。樹木を通り抜けるほうが上を越えるより損失が小さいときは、損失の表に示します。

断面は直線で、ピクセルごとに 1 点を取ります。カバーエリア予測はピクセルの中心を通る線に沿うため、わずかに異なることがあります。予測の値とこの値が合うのは同じ大きさのピクセルの場合だけです。予測で使った RESOLUTION をここでも指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/linkprofile.py" line="93"/>
        <source>Empty: that of the DTM. Give the RESOLUTION of a coverage prediction to compare with it: coarser cells smooth trees and houses, and losses come out smaller.</source>
        <translation>空欄：DTM のピクセルの大きさ。カバーエリア予測と比べるときは、その RESOLUTION を指定してください。粗いピクセルでは樹木や建物がならされ、損失が小さく出ます。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="112"/>
        <source>Empty: that of the DTM. Coarser cells smooth trees and houses and look better than it is: of a wooded test area 27.8, 27.9, 28.3, 30.5 and 39.9 % was covered at 2, 5, 10, 20 and 50 m. Values, also those of linkprofile, can be compared only on equal cells.</source>
        <translation>空欄：DTM のピクセルの大きさ。粗いピクセルでは樹木や建物がならされ、実際より良く見えます。森林の多い試験地では、2、5、10、20、50 m でカバー率が 27.8、27.9、28.3、30.5、39.9 % でした。値は（linkprofile の値も）同じ大きさのピクセルどうしでのみ比較できます。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="120"/>
        <source>How far from a site its signal is computed. Double the reach takes four times as long. It also decides which ray serves a cell, and so moves values a little (0.5 dB or less in nine of ten cells; rarely, behind sharp edges, much more).</source>
        <translation>局からどの距離まで信号を計算するか。2 倍にすると計算時間は 4 倍になります。どの線でピクセルを計算するかもこれで決まるため、値がわずかに変わります（10 ピクセル中 9 ピクセルで 0.5 dB 以下。鋭い稜線の陰などでは、まれに大きく変わります）。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/woods.py" line="81"/>
        <source>RESOLUTION: cells of {cell} m are more than five times those of the DSM ({own} m). Trees and houses are smoothed away, and coverage comes out too well. {most} m or less is safer.</source>
        <translation>RESOLUTION：ピクセル {cell} m は DSM のピクセル（{own} m）の 5 倍を超えています。樹木や建物がならされ、カバー範囲が実際より良く出ます。{most} m 以下をお勧めします。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/siting_candidates.py" line="57"/>
        <source>PLACE ({place}) does not count: COVERAGE_FOLDER was predicted for the place of use “{own}”, and its signals are those there.</source>
        <translation>PLACE（{place}）は使われません。COVERAGE_FOLDER は利用場所「{own}」で予測されており、信号はその場所での値です。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/coverageholes.py" line="385"/>
        <source>People in squares outside AREAS or the rasters, who are not counted: {count}.</source>
        <translation>市区町村（AREAS）またはラスタの外の区画の人口で、集計に入っていない人：{count}人。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldchecklist.py" line="31"/>
        <source>Writes sites as an XLSX list for the visit: place, area, what changed, reasons, what the law and earlier visits say, pictures before and after, links to the GSI map and Google Maps, and empty columns with drop-down lists for what is found on site, with photos.

It prints on A4 landscape, and what is filled in comes back into the register. Names and reasons are in the language of the document, whatever the language of QGIS.</source>
        <translation>箇所を現地確認用のXLSXリストにします。位置、面積、変化の内容、抽出理由、法令との関係、前回の確認結果、変化前後の画像、地理院地図とGoogle マップへのリンクのほか、現地での確認結果と写真を記入するプルダウン付きの列を設けます。

A4横に印刷でき、記入した内容は台帳に取り込めます。見出しや抽出理由は、QGISの言語にかかわらず、文書の言語で書かれます。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldchecklist.py" line="41"/>
        <source>A sheet for each</source>
        <translation>シートの分け方</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldchecklist.py" line="41"/>
        <source>all on one sheet</source>
        <translation>1枚のシート</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldchecklist.py" line="41"/>
        <source>team</source>
        <translation>班ごと</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldchecklist.py" line="41"/>
        <source>municipality</source>
        <translation>市区町村ごと</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldsheets.py" line="49"/>
        <source>Image before</source>
        <translation>前時期画像</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldchecklist.py" line="47"/>
        <source>Each row gets a picture cut from it: aerial photo, satellite image, shaded relief. Any coordinate system.</source>
        <translation>空中写真、衛星画像、陰影図などから、各行に載せる画像を切り出します。座標参照系は問いません。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldsheets.py" line="52"/>
        <source>Image after</source>
        <translation>後時期画像</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldchecklist.py" line="55"/>
        <source>Shown with the same extent and the same stretch.</source>
        <translation>変化前と同じ範囲、同じ明るさの基準で表示します。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldchecklist.py" line="58"/>
        <source>Empty: from the file name, else of the sites found on this image.</source>
        <translation>空欄なら、ファイル名の日付、またはこの画像で見つかった箇所の日付を使います。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldsheets.py" line="55"/>
        <source>Date of the image before</source>
        <translation>前時期画像の撮影日</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldsheets.py" line="56"/>
        <source>Date of the image after</source>
        <translation>後時期画像の撮影日</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldchecklist.py" line="61"/>
        <source>Ground width of pictures (m)</source>
        <translation>画像の地上での幅 (m)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldchecklist.py" line="61"/>
        <source>Doubled for sites that need more.</source>
        <translation>大きな箇所では2倍、4倍…に広げます。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldchecklist.py" line="73"/>
        <source>Bands to show, before</source>
        <translation>表示するバンド（変化前）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldchecklist.py" line="73"/>
        <source>Bands to show, after</source>
        <translation>表示するバンド（変化後）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldchecklist.py" line="74"/>
        <source>Numbers of red, green and blue such as 3,2,1, or one number for grey. Empty: recognised.</source>
        <translation>赤・緑・青の番号を3,2,1のように、または濃淡で表示する1つの番号を指定します。空欄なら自動で判別します。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldchecklist.py" line="118"/>
        <source>{count} sites lie outside the images: they have no picture.</source>
        <translation>{count}箇所は画像の範囲外にあるため、画像がありません。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldpackage.py" line="44"/>
        <source>Package for phones (QField)</source>
        <translation>スマートフォン用パッケージ（QField）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldpackage.py" line="47"/>
        <source>Makes a folder to copy to a phone or tablet: a project for QField (or QGIS) that works without a network. survey.gpkg holds the sites with a form to fill in, DCIM takes the photos, background.mbtiles is a map drawn from the layers you choose, around the sites only, and reference.gpkg holds copies of layers to look at.

What may go wrong is listed before anything is written. The whole folder comes back and is read by importresults. A folder that holds anything is never written over: it may hold results.</source>
        <translation>スマートフォンやタブレットにコピーするフォルダを作成します。通信のない場所でも QField（または QGIS）で使えるプロジェクトです。survey.gpkg に調査対象地と入力フォーム、DCIM に写真、background.mbtiles に選んだレイヤから対象地の周辺だけを描いた背景地図、reference.gpkg に参照用レイヤの写しが入ります。

問題になりそうな点は、書き込む前にすべて表示します。調査後はフォルダごと持ち帰り、importresults で読み込みます。中身のあるフォルダには、調査結果が入っているおそれがあるため上書きしません。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldpackage.py" line="58"/>
        <source>Layers drawn as background</source>
        <translation>背景地図に描くレイヤ</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldpackage.py" line="58"/>
        <source>Images, relief, maps: files of this computer, drawn as they look in the project, the first on top. Map services on the network are refused.</source>
        <translation>空中写真、陰影図、地図など、このパソコンにあるファイルです。プロジェクトでの見た目のまま、先頭のレイヤを一番上にして描きます。ネットワーク上の地図配信サービスは使えません。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldpackage.py" line="67"/>
        <source>Layers copied to look at</source>
        <translation>参照用にコピーするレイヤ</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldpackage.py" line="67"/>
        <source>Roads, municipalities: copied around the sites with their look; they cannot be edited on the phone.</source>
        <translation>道路、市区町村界など。対象地の周辺を見た目ごとコピーします。端末では編集できません。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldpackage.py" line="73"/>
        <source>Background around each site (m)</source>
        <translation>背景地図を作る対象地周辺の距離 (m)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldpackage.py" line="73"/>
        <source>Further away the background is there only when zoomed out.</source>
        <translation>これより遠い所の背景地図は、縮小したときだけ表示されます。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldpackage.py" line="79"/>
        <source>Finest pixels of the background (m)</source>
        <translation>背景地図の最小ピクセルサイズ (m)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldpackage.py" line="79"/>
        <source>The next finer level of web maps is taken. Half the size makes four times as many tiles.</source>
        <translation>これと同じか、より細かいズームレベルで作成します。半分にするとタイル数は4倍になります。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldpackage.py" line="90"/>
        <source>Largest background (MB)</source>
        <translation>背景地図の上限 (MB)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldpackage.py" line="90"/>
        <source>A background that would be larger is refused before it is drawn.</source>
        <translation>これを超える見込みの背景地図は、描く前に中止します。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldpackage.py" line="95"/>
        <source>Title of the project</source>
        <translation>プロジェクトのタイトル</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldpackage.py" line="95"/>
        <source>Shown in the list of projects. Empty: field checks, with the number of sites.</source>
        <translation>プロジェクト一覧に表示されます。空欄の場合は「現地確認」と箇所数です。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldpackage.py" line="99"/>
        <source>Only list what may go wrong</source>
        <translation>問題点の一覧だけを表示</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldpackage.py" line="99"/>
        <source>Writes nothing.</source>
        <translation>何も書き込みません。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldpackage.py" line="104"/>
        <source>Folder of the package</source>
        <translation>パッケージのフォルダ</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldpackage.py" line="105"/>
        <source>Project</source>
        <translation>プロジェクト</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldpackage.py" line="107"/>
        <source>Problems found</source>
        <translation>見つかった問題の数</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldpackage.py" line="108"/>
        <source>Size (MB)</source>
        <translation>サイズ (MB)</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldpackage.py" line="115"/>
        <source>{name}: {value} is no layer of the project and no file that can be read.</source>
        <translation>{name}：{value} はプロジェクトのレイヤでも、読み込めるファイルでもありません。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldpackage.py" line="155"/>
        <source>Nothing stands in the way.</source>
        <translation>問題は見つかりませんでした。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldpackage.py" line="168"/>
        <source>{count} sites packed, {size} MB. Copy the whole folder to the phone and open survey.qgs in QField.</source>
        <translation>{count}箇所をパッケージにしました（{size} MB）。フォルダごと端末にコピーし、QField で survey.qgs を開いてください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldpackage.py" line="231"/>
        <source>{layer}: its style needs files of this computer; it is drawn in a plain one.</source>
        <translation>{layer}：スタイルがこのパソコンのファイルを参照しているため、簡単なスタイルで表示します。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldprogress.py" line="29"/>
        <source>Progress of field checks</source>
        <translation>現地確認の進捗</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldprogress.py" line="32"/>
        <source>Writes a page (HTML, one file that needs no network) about how far the checks of a register have come: how many sites were found, visited, lawful, being corrected, corrected or false detections, by month, municipality and priority class; a map; and what is urgent: emergency measures, class A waiting for a visit, missed plans, closed sites that changed.

It can tell any day: statuses are followed back through visits and the history of the register. It prints on A4. The register is only read.</source>
        <translation>箇所台帳の現地確認がどこまで進んだかを、1つのHTMLファイル（ネットワーク不要）にまとめます。把握・確認済・適正・是正指導中・是正完了・誤検出の箇所数を月別・市区町村別・優先区分別に集計し、地図と、急を要する箇所（応急対策、優先区分Aの期限超過、予定日の超過、完了後の変化）を示します。

任意の日の状況を出せます。対応状況は、現地確認と台帳の履歴からさかのぼります。A4で印刷できます。台帳は読み取るだけです。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldprogress.py" line="44"/>
        <source>What the page is about.</source>
        <translation>集計する台帳です。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldprogress.py" line="45"/>
        <source>Sites that touch its polygons are counted.</source>
        <translation>ポリゴンにかかる箇所を数えます。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldprogress.py" line="49"/>
        <source>Their outlines are drawn on the map, and sites for which the register names no municipality take the name of the polygon they lie in.</source>
        <translation>境界を地図に描きます。台帳に市区町村のない箇所は、位置するポリゴンの名称で数えます。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldprogress.py" line="56"/>
        <source>First day of the months</source>
        <translation>月別集計の開始日</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldprogress.py" line="56"/>
        <source>Earlier months are told as one opening balance. Empty: the last 24 months, or as many as there are.</source>
        <translation>それより前は、月初の件数としてまとめます。空欄の場合は直近24か月（それより短い場合は全期間）です。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldprogress.py" line="61"/>
        <source>As of</source>
        <translation>基準日</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldprogress.py" line="61"/>
        <source>The day the page speaks of. Empty: today.</source>
        <translation>この日現在の状況をまとめます。空欄の場合は今日です。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldprogress.py" line="62"/>
        <source>Days class A may wait for a visit</source>
        <translation>優先区分Aの現地確認の期限（日）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldprogress.py" line="62"/>
        <source>Counted from the day the site was found.</source>
        <translation>把握日から数えます。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldprogress.py" line="68"/>
        <source>Sites found</source>
        <translation>新規把握（箇所）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldprogress.py" line="68"/>
        <source>Sites visited</source>
        <translation>確認済の箇所数</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldprogress.py" line="68"/>
        <source>Sites not yet visited</source>
        <translation>未確認の箇所数</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldprogress.py" line="68"/>
        <source>Lawful sites</source>
        <translation>適正の箇所数</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldprogress.py" line="68"/>
        <source>Sites being corrected</source>
        <translation>是正指導中の箇所数</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldprogress.py" line="68"/>
        <source>Corrected sites</source>
        <translation>是正完了の箇所数</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldprogress.py" line="68"/>
        <source>False detections</source>
        <translation>誤検出の箇所数</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldprogress.py" line="68"/>
        <source>Open sites</source>
        <translation>未完了の箇所数</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldprogress.py" line="68"/>
        <source>Sites of class A waiting too long</source>
        <translation>優先区分Aで期限を超過した箇所数</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldprogress.py" line="68"/>
        <source>Sites needing emergency measures</source>
        <translation>応急対策が必要な箇所数</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldprogress.py" line="132"/>
        <source>{visited} of {found} sites have been visited.</source>
        <translation>{found}箇所のうち{visited}箇所が現地確認済です。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldsheets.py" line="89"/>
        <source>Field-check sheets</source>
        <translation>現地確認票</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldsheets.py" line="40"/>
        <source>Writes a PDF with one A4 page for each site: maps, images before and after, a section through the ground, key figures, reasons, size against the law, QR codes for map apps, and blanks to fill in by hand.

Whatever is left out leaves its room to the rest. The page is a layout template (.qpt): copy the plugin&apos;s, change it in QGIS and give it as TEMPLATE. Labels read fields of the site; maps are found by their ids.</source>
        <translation>1 箇所につき A4 1 ページの現地確認票を PDF で作成します。位置図、詳細図、変化前後の画像、断面図、主な数値、抽出理由、盛土規制法の規模との比較、地図アプリ用の QR コード、手書きの記入欄が載ります。

指定しない資料の欄は、ほかの項目に割り当てられます。用紙はレイアウトのテンプレート（.qpt）です。プラグインのテンプレートを複製して QGIS で編集し、TEMPLATE に指定できます。ラベルは箇所の属性を参照し、地図はアイテム ID で判別されます。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldsheets.py" line="49"/>
        <source>Shown beside the later one, in the same stretch.</source>
        <translation>後時期画像と並べ、同じ階調で表示します。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldsheets.py" line="52"/>
        <source>Also the background of maps where no DEM is given.</source>
        <translation>DEM を指定しない場合は地図の背景にもなります。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldsheets.py" line="56"/>
        <source>Empty: from the file name, else of the site.</source>
        <translation>空欄の場合はファイル名の日付、なければ箇所の観測日を使います。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldsheets.py" line="57"/>
        <source>Elevations now</source>
        <translation>現在の標高（DEM）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldsheets.py" line="57"/>
        <source>For the section and the shaded relief of the maps.</source>
        <translation>断面図と地図の陰影に使います。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldsheets.py" line="60"/>
        <source>Elevations before</source>
        <translation>変化前の標高（DEM）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldsheets.py" line="60"/>
        <source>The section then shows what was raised and lowered.</source>
        <translation>断面図に上昇・下降した部分を示します。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldsheets.py" line="67"/>
        <source>Drawn on the maps.</source>
        <translation>地図に描きます。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldsheets.py" line="67"/>
        <source>Drawn on the large map.</source>
        <translation>詳細図に描きます。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldsheets.py" line="73"/>
        <source>Borders and names on the small map.</source>
        <translation>位置図に境界と名称を描きます。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldsheets.py" line="79"/>
        <source>More map layers</source>
        <translation>そのほかの地図レイヤ</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldsheets.py" line="79"/>
        <source>Any layers, vector, raster or tiles, in the style they have; the first on top, all under the roads.</source>
        <translation>ベクタ、ラスタ、タイルなど任意のレイヤを、設定済みのスタイルで描きます。先頭のレイヤが上になり、いずれも道路の下に描かれます。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldsheets.py" line="83"/>
        <source>Layout template</source>
        <translation>レイアウトのテンプレート</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldsheets.py" line="83"/>
        <source>A template of your own, made from the plugin&apos;s resources/layouts/fieldsheet.qpt.</source>
        <translation>プラグインの resources/layouts/fieldsheet.qpt を基に作成した独自のテンプレートです。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldsheets.py" line="135"/>
        <source>No font with Japanese signs is installed: they may be missing in the PDF. Install Noto Sans JP, say.</source>
        <translation>日本語のフォントがインストールされていないため、PDF で文字が欠けることがあります。Noto Sans JP などをインストールしてください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldsheets.py" line="142"/>
        <source>The template has no map with the id {names}: left out.</source>
        <translation>テンプレートにアイテム ID が {names} の地図がないため、省略しました。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldsheets.py" line="159"/>
        <source>{count} sheets written.</source>
        <translation>{count} 箇所の現地確認票を作成しました。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldwaypoints.py" line="26"/>
        <source>Way points (GPX, KML, GeoJSON)</source>
        <translation>地点データ（GPX・KML・GeoJSON）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldwaypoints.py" line="29"/>
        <source>Writes the sites for what inspectors carry: GPX for receivers and walking apps, KML for Google Earth and the GSI map, GeoJSON for maps on the web. Each site has its name with its rank (or its number in the day&apos;s order), a description with reasons and law verdict, and links to the GSI map and Google Maps; KML and GeoJSON have its outline too, coloured by class.

Where visits are planned, the GPX has a route for each day of each team and the KML a folder. Positions are JGD2011, which differs from WGS 84 by less than a metre. Give at least one of the three files.</source>
        <translation>確認箇所を、現地で使う機器やアプリ向けに書き出します。GPXはGPS受信機や登山アプリ、KMLはGoogle Earthや地理院地図、GeoJSONはウェブ地図で使えます。各箇所には、順位（訪問計画がある場合はその日の訪問順）付きの名称、抽出理由や規制規模との比較を含む説明、地理院地図とGoogleマップへのリンクが付きます。KMLとGeoJSONには、優先区分で色分けした範囲も入ります。

訪問計画がある場合、GPXには班・日ごとのルートが、KMLには班・日ごとのフォルダが入ります。位置はJGD2011です（WGS 84との差は1 m未満）。3つのファイルのうち少なくとも1つを指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldwaypoints.py" line="41"/>
        <source>GPX (receivers, walking apps)</source>
        <translation>GPX（GPS受信機、登山アプリ）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldwaypoints.py" line="41"/>
        <source>KML (Google Earth, GSI map)</source>
        <translation>KML（Google Earth、地理院地図）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldwaypoints.py" line="41"/>
        <source>GeoJSON (maps on the web)</source>
        <translation>GeoJSON（ウェブ地図）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/importresults.py" line="28"/>
        <source>Import results of visits</source>
        <translation>現地確認結果の取込</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/importresults.py" line="31"/>
        <source>Brings what inspectors filled in back into the register: the Excel list, the GeoPackage of a package, a folder or a zip of these, with the photos. Each row goes to its site by the hidden key, wherever it was sorted to. The same file a second time changes nothing.

Where somebody else has entered something about a site since the list was made, nothing is overwritten: both versions go to the list of conflicts. Choose a decision there, save it, and give it here as results.

Rows with a wrong date, an unknown key or an impossible value are reported and left out as a whole; all others go in, in one transaction. Correct the reported rows and import the same file again.</source>
        <translation>確認者が記入した内容を、写真とともに台帳に登録します。Excel のリスト、パッケージの GeoPackage、それらを入れたフォルダや zip を読みます。各行は非表示の管理キーで箇所に結び付くので、並べ替えても構いません。同じファイルを二度取り込んでも何も変わりません。

リストの作成後に、ほかの人がその箇所について登録していた場合は、上書きせず、両方の内容を食い違いの一覧に出します。一覧で判断を選んで保存し、結果としてここに指定してください。

日付の誤り、不明な管理キー、ありえない値のある行は、行ごと取り込まずに報告します。ほかの行はすべて一括で登録します。報告された行を直し、同じファイルをもう一度取り込んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/importresults.py" line="43"/>
        <source>Visits and photos are entered here.</source>
        <translation>現地確認と写真をここに登録します。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/importresults.py" line="47"/>
        <source>Results</source>
        <translation>結果</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/importresults.py" line="47"/>
        <source>The list (.xlsx), the GeoPackage or a zip that came back; or a list of conflicts with decisions.</source>
        <translation>戻ってきたリスト（.xlsx）、GeoPackage、zip。または判断を記入した食い違いの一覧。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/importresults.py" line="51"/>
        <source>Folder of results</source>
        <translation>結果のフォルダ</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/importresults.py" line="51"/>
        <source>Instead of one file: a package, or a folder with several lists. All in it are read, by name.</source>
        <translation>ファイル1つの代わりに、パッケージ、または複数のリストを入れたフォルダ。中のものを名前の順にすべて読みます。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/importresults.py" line="55"/>
        <source>Folder of photos</source>
        <translation>写真のフォルダ</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/importresults.py" line="55"/>
        <source>Looked through besides, for photos named in the list. Photos in a package, beside the list, or in a folder “photos” or “写真” there are found without it.</source>
        <translation>リストに名前のある写真を、ここからも探します。パッケージの中、リストと同じ場所、そこの「photos」「写真」フォルダの写真は、指定しなくても見つかります。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/importresults.py" line="63"/>
        <source>Where photos are kept</source>
        <translation>写真の保管先</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/importresults.py" line="63"/>
        <source>Empty: a folder beside the register, named after it. A register in a database needs one.</source>
        <translation>空欄の場合は、台帳の隣の、台帳の名前を付けたフォルダ。データベースの台帳では必ず指定します。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/importresults.py" line="70"/>
        <source>Conflicts and problems</source>
        <translation>食い違いと問題の一覧</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/importresults.py" line="70"/>
        <source>What is to be decided, with drop-down lists, and what was left out, row by row.</source>
        <translation>判断が必要な内容（選択リスト付き）と、取り込まなかった内容の行ごとの一覧。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/importresults.py" line="82"/>
        <source>Visits entered</source>
        <translation>登録した現地確認</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/importresults.py" line="82"/>
        <source>Visits revised by their own inspector</source>
        <translation>同じ確認者が改めた現地確認</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/importresults.py" line="82"/>
        <source>Rows that were known</source>
        <translation>登録済みだった行</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/importresults.py" line="82"/>
        <source>Rows in conflict</source>
        <translation>食い違いのある行</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/importresults.py" line="82"/>
        <source>Photos linked</source>
        <translation>登録した写真</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/importresults.py" line="131"/>
        <source>Visits entered: {count}</source>
        <translation>登録した現地確認：{count} 件</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/importresults.py" line="131"/>
        <source>Visits revised by their own inspector: {count}</source>
        <translation>同じ確認者が改めた現地確認：{count} 件</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/importresults.py" line="131"/>
        <source>Photos linked: {count}</source>
        <translation>登録した写真：{count} 枚</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/importresults.py" line="131"/>
        <source>Rows the register knew already: {count}</source>
        <translation>台帳に登録済みだった行：{count} 行</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/importresults.py" line="131"/>
        <source>Of these, replaced by a later edit since: {count}</source>
        <translation>うち、その後の修正で置き換えられているもの：{count} 行</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/importresults.py" line="131"/>
        <source>Rows nobody filled in: {count}</source>
        <translation>記入のない行：{count} 行</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/importresults.py" line="131"/>
        <source>Conflicts decided for the register: {count}</source>
        <translation>台帳のままとした食い違い：{count} 件</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/importresults.py" line="131"/>
        <source>Rows in conflict, to be decided: {count}</source>
        <translation>食い違いがあり、判断が必要な行：{count} 行</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/importresults.py" line="131"/>
        <source>Rows left out, to be corrected: {count}</source>
        <translation>取り込まなかった、直す必要のある行：{count} 行</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/importresults.py" line="156"/>
        <source>All of them are in {path}.</source>
        <translation>食い違いと問題の一覧は {path} にあります。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/importresults.py" line="162"/>
        <source>row {row}</source>
        <translation>{row} 行目</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/importresults.py" line="177"/>
        <source>{file}, row {row}: site {site}: the register says {register}, the list {told}.</source>
        <translation>{file} の {row} 行目、箇所 {site}：台帳は「{register}」、リストは「{told}」です。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/package_checks.py" line="45"/>
        <source>{path} is a file. Choose the name of a folder.</source>
        <translation>{path} はファイルです。フォルダの名前を指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/package_checks.py" line="47"/>
        <source>{path} is not empty. A package is never written over another one, since it may hold results that were not read back. Import them, then choose a new folder (with the date in its name, say).</source>
        <translation>{path} は空ではありません。取り込んでいない調査結果が入っているおそれがあるため、既存のパッケージには上書きしません。結果を取り込んでから、新しいフォルダ（名前に日付を入れるなど）を指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/package_checks.py" line="64"/>
        <source>The name of the folder ({name}) holds letters that some phones, cables and zip programs spoil. A name such as survey_20250601 is safer; names shown on the phone stay Japanese.</source>
        <translation>フォルダ名（{name}）に、端末やケーブル転送、zip ソフトによっては文字化けする文字が含まれています。survey_20250601 のような半角英数字の名前が安全です。端末に表示される名称は日本語のままです。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/package_checks.py" line="75"/>
        <source>No site is left. Choose other filters (AREA, LIMIT, STATUSES, CLASSES, TEAMS).</source>
        <translation>対象となる箇所がありません。絞り込みの条件（AREA、LIMIT、STATUSES、CLASSES、TEAMS）を変えてください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/package_checks.py" line="79"/>
        <source>{count} keys stand for several sites ({keys}): results could not be told apart. Give a layer in which each candidate occurs once.</source>
        <translation>{count}個の管理キーが複数の箇所に付いています（{keys}）。結果を区別できません。各候補が1回だけ現れるレイヤを指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/package_checks.py" line="86"/>
        <source>{count} sites are points. They are shown as circles of 10 m.</source>
        <translation>{count}箇所は点です。半径10 mの円で表示します。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/package_checks.py" line="89"/>
        <source>The sites do not lie in one plane rectangular zone of Tokyo. The map is in Web Mercator; lengths and areas are measured on the ellipsoid.</source>
        <translation>対象地が東京都の一つの平面直角座標系に収まりません。地図は Web メルカトルになります。距離と面積は楕円体上で計測されます。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/package_checks.py" line="102"/>
        <source>{layer}: this kind of layer cannot be drawn into the background. Leave it out.</source>
        <translation>{layer}：この種類のレイヤは背景地図に描けません。外してください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/package_checks.py" line="107"/>
        <source>{layer} comes from the network ({provider}). Copying whole areas of a map service is often against its terms, and there is no signal in the valleys. Save the area you may use as a GeoTIFF and choose that.</source>
        <translation>{layer} はネットワーク上のレイヤです（{provider}）。地図配信サービスの一括コピーは利用規約に反することが多く、谷あいでは通信もできません。利用が認められた範囲を GeoTIFF に保存し、それを指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/package_checks.py" line="118"/>
        <source>{layer} is no vector layer. Give it as part of the background instead.</source>
        <translation>{layer} はベクタレイヤではありません。背景地図に描くレイヤとして指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/package_checks.py" line="122"/>
        <source>{layer} has no geometries to show. Leave it out.</source>
        <translation>{layer} には表示するジオメトリがありません。外してください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/package_checks.py" line="124"/>
        <source>{layer} has {count} features. If many lie near the sites, the phone will be slow; draw it into the background instead.</source>
        <translation>{layer} には {count} 個の地物があります。対象地の周辺に多いと端末の動作が遅くなります。背景地図に描くことを検討してください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/package_checks.py" line="135"/>
        <source>The background would have more than five million tiles. Choose a coarser RESOLUTION, a smaller BUFFER or fewer sites.</source>
        <translation>背景地図のタイルが500万枚を超えます。RESOLUTION を粗くするか、BUFFER を小さくするか、箇所を減らしてください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/package_checks.py" line="143"/>
        <source>The background would have about {size} MB ({tiles} tiles), the limit is {limit} MB. Choose a coarser RESOLUTION, a smaller BUFFER or fewer sites, or raise SIZE_LIMIT.</source>
        <translation>背景地図は約 {size} MB（タイル {tiles} 枚）になる見込みで、上限の {limit} MB を超えます。RESOLUTION を粗くする、BUFFER を小さくする、箇所を減らす、または SIZE_LIMIT を上げてください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/package_checks.py" line="159"/>
        <source>{layer} cannot be read ({source}). Mend its source, or leave it out.</source>
        <translation>{layer} を読み込めません（{source}）。データソースを直すか、外してください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/package_checks.py" line="162"/>
        <source>{layer} has no coordinate reference system. Assign the right one to the layer.</source>
        <translation>{layer} に座標参照系がありません。正しい座標参照系をレイヤに設定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/package_checks.py" line="171"/>
        <source>{layer} shows nothing near the sites. Leave it out, or choose another one.</source>
        <translation>{layer} は対象地の周辺に何も表示しません。外すか、別のレイヤを指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/sampleresults.py" line="35"/>
        <source>Fill in lists for the sample scene</source>
        <translation>練習用の現地確認結果の作成</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/sampleresults.py" line="38"/>
        <source>For training and trials with the sample scene: fills in a field-check list or a package as inspectors would, by the truth of the scene, with drawn photos that hold date, place and direction. Each inspector brings back a file of his own; import the folder into the register the list was made from.

Fills without a permit are found to be such, permitted ones lawful, everything else false detections. Where asked, some sites are visited twice with different answers, and the lists hold the mistakes people make. truth.json in the folder says what an import must leave in the register. Not for real sites.</source>
        <translation>模擬データでの研修・試行用です。現地確認リストまたはパッケージを、模擬データの正解に従って担当者が記入したように埋め、日付・位置・方向をもつ写真（描画）を添えます。担当者ごとに1ファイルができます。リストの作成元の台帳に、フォルダごと取り込んでください。

無許可の盛土等はそのとおりに、許可済みのものは適正、それ以外は誤検出とします。指定すると、一部の箇所を2人が確認して異なる回答をし、リストには人がしがちな誤りが入ります。取り込み後に台帳がどうなるべきかは、フォルダの truth.json に書かれます。実際の箇所には使わないでください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/sampleresults.py" line="50"/>
        <source>As it was handed out. Give this or PACKAGE.</source>
        <translation>配布したままのもの。これか PACKAGE を指定します。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/sampleresults.py" line="56"/>
        <source>Package for the visit</source>
        <translation>スマートフォン用パッケージ</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/sampleresults.py" line="56"/>
        <source>Instead of a list: the folder that was made for phones.</source>
        <translation>リストの代わりに、携帯端末用に作成したフォルダ。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/sampleresults.py" line="60"/>
        <source>The layer truth of the sample scene the sites were found in.</source>
        <translation>箇所を抽出した模擬データの正解レイヤ（truth）。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/sampleresults.py" line="64"/>
        <source>Another number, other photos.</source>
        <translation>値を変えると別の写真になります。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/sampleresults.py" line="65"/>
        <source>Inspectors</source>
        <translation>担当者数</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/sampleresults.py" line="65"/>
        <source>They share the sites in turn, best ranks first.</source>
        <translation>上位の箇所から順番に分担します。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/sampleresults.py" line="69"/>
        <source>Share of the sites visited</source>
        <translation>確認する箇所の割合</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/sampleresults.py" line="69"/>
        <source>The best ranks; closed sites are not visited again.</source>
        <translation>上位の箇所から確認します。完了した箇所は再確認しません。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/sampleresults.py" line="73"/>
        <source>Sites two inspectors visit</source>
        <translation>2人が確認する箇所数</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/sampleresults.py" line="73"/>
        <source>They disagree, so each makes a conflict to decide on.</source>
        <translation>回答が異なるため、それぞれ判断が必要な食い違いになります。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/sampleresults.py" line="77"/>
        <source>Photos of each visit</source>
        <translation>1回の確認の写真枚数</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/sampleresults.py" line="77"/>
        <source>About 25 kB each.</source>
        <translation>1枚あたり約25 kBです。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/sampleresults.py" line="81"/>
        <source>With mistakes</source>
        <translation>記入の誤りを含める</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/sampleresults.py" line="81"/>
        <source>A date in a Japanese era, full-width digits, a lost photo, a wrong word, a deleted row and rows in another order in each list.</source>
        <translation>各リストに、和暦の日付、全角数字、写真の欠落、選択肢にない語、行の削除、行の並べ替えを入れます。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/sampleresults.py" line="88"/>
        <source>Day of the last visits</source>
        <translation>最後の確認日</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/sampleresults.py" line="88"/>
        <source>Empty: the day the list was made.</source>
        <translation>空欄の場合はリストの作成日です。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/sampleresults.py" line="89"/>
        <source>Folder for the results</source>
        <translation>結果のフォルダ</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/sampleresults.py" line="90"/>
        <source>What must come out</source>
        <translation>取り込み後の正解</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/sampleresults.py" line="91"/>
        <source>Visits to be entered</source>
        <translation>登録されるべき現地確認</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/sampleresults.py" line="91"/>
        <source>Conflicts to be found</source>
        <translation>検出されるべき食い違い</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/sampleresults.py" line="91"/>
        <source>Rows to be rejected</source>
        <translation>受け付けられないべき行</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/sampleresults.py" line="91"/>
        <source>Photos to be linked</source>
        <translation>登録されるべき写真</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/sampleresults.py" line="123"/>
        <source>{count} sites visited.</source>
        <translation>{count}箇所を現地確認しました。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/sites.py" line="81"/>
        <source>Sites come from here, with what is known of them. Give this or CANDIDATES.</source>
        <translation>箇所と、これまでに分かっていることをここから読みます。CANDIDATESとどちらか一方を指定します。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/sites.py" line="84"/>
        <source>Instead of a register: a layer made by the detection, the triage or the visiting order.</source>
        <translation>台帳の代わりに指定します。盛土候補の抽出、絞り込み、巡回順の作成で作ったレイヤです。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/sites.py" line="93"/>
        <source>Sites that touch its polygons are taken.</source>
        <translation>このポリゴンにかかる箇所を対象にします。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/sites.py" line="97"/>
        <source>0 takes all.</source>
        <translation>0はすべてです。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/sites.py" line="103"/>
        <source>Only with this status</source>
        <translation>この対応状況だけ</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/sites.py" line="103"/>
        <source>None chosen: all.</source>
        <translation>選ばなければすべてです。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/sites.py" line="109"/>
        <source>Only of these classes</source>
        <translation>この区分だけ</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/sites.py" line="109"/>
        <source>Priority classes separated by commas, such as A,B. Empty: all.</source>
        <translation>優先区分をカンマで区切って指定します（例: A,B）。空欄はすべてです。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/sites.py" line="113"/>
        <source>Only of these teams</source>
        <translation>この班だけ</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/sites.py" line="113"/>
        <source>Names of teams separated by commas, as the visiting order gave them. Empty: all.</source>
        <translation>巡回順の作成で付けた班の名前を、カンマで区切って指定します。空欄はすべてです。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/sites.py" line="129"/>
        <source>A .gpkg, the name of a PostgreSQL connection of this QGIS, or an address (postgresql://…).</source>
        <translation>.gpkgファイル、このQGISに登録したPostgreSQL接続の名前、または接続文字列（postgresql://…）です。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/updateregister.py" line="60"/>
        <source>Made where there is none yet.</source>
        <translation>まだないときは新しく作ります。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visit_layers.py" line="114"/>
        <source>Route</source>
        <translation>経路</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visit_layers.py" line="115"/>
        <source>Team</source>
        <translation>班</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visit_layers.py" line="116"/>
        <source>Visit planned on</source>
        <translation>訪問予定日</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visit_layers.py" line="31"/>
        <source>Order of visit</source>
        <translation>訪問順</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visit_layers.py" line="32"/>
        <source>Arrive</source>
        <translation>到着</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visit_layers.py" line="33"/>
        <source>Leave</source>
        <translation>出発</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visit_layers.py" line="34"/>
        <source>Way there (min)</source>
        <translation>移動（分）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visit_layers.py" line="121"/>
        <source>of which on foot (min)</source>
        <translation>うち徒歩（分）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visit_layers.py" line="122"/>
        <source>By car (km)</source>
        <translation>車（km）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visit_layers.py" line="37"/>
        <source>Why not planned</source>
        <translation>計画外の理由</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visit_layers.py" line="118"/>
        <source>Begin</source>
        <translation>開始</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visit_layers.py" line="119"/>
        <source>End</source>
        <translation>終了地点</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visit_layers.py" line="120"/>
        <source>On the way (min)</source>
        <translation>移動（分）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visit_layers.py" line="123"/>
        <source>Sites in order</source>
        <translation>訪問順の箇所名</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visitaccuracy.py" line="28"/>
        <source>Accuracy from visits</source>
        <translation>現地確認結果による精度評価</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visitaccuracy.py" line="31"/>
        <source>Tells from the visits in a register how good the ranking was: how many places really were altered and how many improper, by rank, class, evidence, kind of change, municipality and reason, with 95 % intervals; whether the probabilities came true; and which weights would have ordered the visited places better.

The weights in use count as a number of visits, so few results move little; below a number of hits and misses nothing is suggested. WEIGHTS can be given to the triage. Only visited places are known, mostly of high rank: the report names a random sample of low ranks to visit. Nothing in the register is changed.</source>
        <translation>台帳にある現地確認の結果から、順位付けの良し悪しを示します。実際に土地改変があった割合と不適正だった割合を、順位、優先区分、証拠、変化区分、市区町村、抽出理由の別に、95%信頼区間とともに集計します。確率の予測が当たったか、また、どのような重みなら確認済の箇所をより良く並べられたかも示します。

使用中の重みは一定件数の現地確認に相当するものとして扱うため、少ない結果では大きく動きません。該当・非該当の件数が足りない間は提案しません。WEIGHTSはそのまま候補の絞り込みに指定できます。結果が分かるのは、主に上位の確認済箇所だけです。報告書には、確認すべき下位箇所の無作為抽出を示します。台帳は変更しません。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visitaccuracy.py" line="42"/>
        <source>With the results of visits.</source>
        <translation>現地確認の結果を取り込んだ台帳です。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visitaccuracy.py" line="43"/>
        <source>Weights in use</source>
        <translation>使用中の重み</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visitaccuracy.py" line="43"/>
        <source>As they were given to the triage (WEIGHTS): a file, or pairs such as houses=5. Empty: the plugin&apos;s own.</source>
        <translation>候補の絞り込み（WEIGHTS）に指定したものです。ファイル、またはhouses=5のような組。空欄: プラグインの既定値。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visitaccuracy.py" line="49"/>
        <source>Count sites closed without a visit</source>
        <translation>現地確認なしで処理された箇所も数える</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visitaccuracy.py" line="49"/>
        <source>Sites whose status was set at the desk are left out else.</source>
        <translation>指定しない場合、机上で処理状況を変えた箇所は除きます。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visitaccuracy.py" line="53"/>
        <source>Hits and misses needed</source>
        <translation>必要な該当・非該当の件数</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visitaccuracy.py" line="53"/>
        <source>With fewer of either, no weights are suggested.</source>
        <translation>どちらかがこれより少ないと、重みは提案しません。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visitaccuracy.py" line="58"/>
        <source>Visits the weights in use count as</source>
        <translation>使用中の重みに相当する現地確認の件数</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visitaccuracy.py" line="58"/>
        <source>The larger, the less the visits move them. Empty: found from the visits themselves.</source>
        <translation>大きいほど、現地確認の結果による変化が小さくなります。空欄: 現地確認の結果から求めます。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visitaccuracy.py" line="67"/>
        <source>Hit rates</source>
        <translation>的中率</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visitaccuracy.py" line="68"/>
        <source>Suggested weights</source>
        <translation>提案された重み</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visitaccuracy.py" line="68"/>
        <source>Not written where there are not enough visits.</source>
        <translation>現地確認の結果が足りないときは書き出しません。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visitaccuracy.py" line="72"/>
        <source>Sites with a result</source>
        <translation>結果のある箇所</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visitaccuracy.py" line="72"/>
        <source>Share really altered</source>
        <translation>実際に土地改変があった割合</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visitaccuracy.py" line="72"/>
        <source>Share improper</source>
        <translation>不適正の割合</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visitaccuracy.py" line="72"/>
        <source>Improper sites</source>
        <translation>不適正の箇所</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visitaccuracy.py" line="72"/>
        <source>Weights were suggested (1) or not (0)</source>
        <translation>重みの提案（1: あり、0: なし）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visitaccuracy.py" line="72"/>
        <source>Area under the curve, weights in use</source>
        <translation>AUC（使用中の重み）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visitaccuracy.py" line="72"/>
        <source>Area under the curve, suggested weights</source>
        <translation>AUC（提案された重み）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visitorder.py" line="40"/>
        <source>Visiting order</source>
        <translation>巡回順の作成</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visitorder.py" line="43"/>
        <source>Plans field visits: which team goes to which site on which day, in which order, and when it arrives. Give where the days start, how many teams there are and how long they work; with a road layer they drive along it and walk the rest, without one they drive straight lines with a detour, slower where an elevation model shows slopes.

Where the days given are too few, sites of a higher class never give way to lower ones; what is left out is listed with the reason. Days with more sites of class A come first. With a register the plan is kept in it, and lists, sheets and packages made from it follow the plan.

The order is searched with PyVRP (Wouda, Lan and Kool 2024): good, not proven to be the best. The same input gives the same plan. One-way streets, traffic, closed roads and holidays are not known to it; islands need a run each, with a start there.</source>
        <translation>現地確認の計画を作ります。どの班が、どの日に、どの箇所を、どの順に回り、何時に着くかを決めます。出発地点、班の数、1日の作業時間を指定してください。道路レイヤがあれば道路を車で走り、残りを歩くものとします。なければ直線距離に迂回率を掛けて車で走るものとし、標高モデルがあれば傾斜に応じて時間を増やします。

指定した日数が足りないとき、優先区分の高い箇所が低い箇所に譲ることはありません。計画に入らなかった箇所は理由とともに示します。区分Aの多い日を先にします。台帳を指定すると計画を台帳に記録し、台帳から作るリスト、確認票、パッケージはこの計画に従います。

順序はPyVRP（Wouda, Lan and Kool 2024）で探索します。良い順序ですが、最良であることの証明はありません。同じ入力からは同じ計画ができます。一方通行、渋滞、通行止め、祝日は考慮しません。島は、島内の出発地点を指定して島ごとに実行してください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visit_travel.py" line="38"/>
        <source>Start of each day</source>
        <translation>毎日の出発地点</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visit_travel.py" line="38"/>
        <source>Where teams leave from, as x,y [EPSG:6677]; without a system, that of the project.</source>
        <translation>班が出発する地点。x,y [EPSG:6677]の形で指定します。座標系を書かなければプロジェクトの座標系です。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visit_travel.py" line="42"/>
        <source>End of each day</source>
        <translation>毎日の終了地点</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visit_travel.py" line="42"/>
        <source>Empty: back at the start.</source>
        <translation>空欄なら出発地点に戻ります。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visit_travel.py" line="45"/>
        <source>Centre lines of roads, in any coordinate system. Empty: straight lines with a detour.</source>
        <translation>道路中心線。座標系は問いません。空欄なら直線距離に迂回率を掛けます。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visit_travel.py" line="50"/>
        <source>Field of the speed (km/h)</source>
        <translation>速度（km/h）のフィールド</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visit_travel.py" line="50"/>
        <source>Goes before the class; 0 closes a road to cars. Empty: speed_kmh, where there is one.</source>
        <translation>道路種別より優先します。0は車の通れない道路です。空欄なら、フィールドspeed_kmhがあればそれを使います。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visit_travel.py" line="57"/>
        <source>Field of the class of road</source>
        <translation>道路種別のフィールド</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visit_travel.py" line="57"/>
        <source>Classes have speeds in resources/presets/travel.json: values of OpenStreetMap and of GSI are known, forest roads 15 km/h. Empty: the first of class, highway, fclass, rdCtg.</source>
        <translation>種別ごとの速度はresources/presets/travel.jsonにあります。OpenStreetMapと国土地理院の値に対応し、林道は15 km/hです。空欄なら、class、highway、fclass、rdCtgのうち最初に見つかったものを使います。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visit_travel.py" line="67"/>
        <source>Where roads meet</source>
        <translation>道路のつながり方</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visit_travel.py" line="67"/>
        <source>as the layer was drawn</source>
        <translation>レイヤの作図方法から判断</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visit_travel.py" line="67"/>
        <source>at common vertices and ends</source>
        <translation>共通の頂点と端点でつなぐ</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visit_travel.py" line="67"/>
        <source>also where they cross</source>
        <translation>交差する箇所もつなぐ</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visit_travel.py" line="67"/>
        <source>Crossings without a common vertex are bridges in good data, junctions in simple drawings. auto takes them for junctions where they are more than the proper ones.</source>
        <translation>共通の頂点を持たない交差は、整備されたデータでは立体交差、簡単な作図では交差点です。autoでは、頂点を共有するつながりより多い場合に交差点とみなします。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visit_travel.py" line="82"/>
        <source>Ends of roads meet within (m)</source>
        <translation>端点をつなぐ距離（m）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visit_travel.py" line="92"/>
        <source>Longest walk from a road (m)</source>
        <translation>道路から歩く距離の上限（m）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visit_travel.py" line="92"/>
        <source>As the crow flies. Sites farther from every road that the start leads to are not planned.</source>
        <translation>直線距離です。出発地点からつながるどの道路からもこれより遠い箇所は計画に入れません。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visit_travel.py" line="96"/>
        <source>Speed without a road layer (km/h)</source>
        <translation>道路レイヤがない場合の速度（km/h）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visit_travel.py" line="96"/>
        <source>Average of driving; for a plan on foot about 4, with a detour of 1.2.</source>
        <translation>車の平均速度。徒歩で回る計画なら4程度、迂回率1.2とします。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visit_travel.py" line="101"/>
        <source>Detour without a road layer</source>
        <translation>道路レイヤがない場合の迂回率</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visit_travel.py" line="101"/>
        <source>How many times the straight line the way is.</source>
        <translation>実際の道のりが直線距離の何倍か。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visit_travel.py" line="106"/>
        <source>For slopes on walks, and on straight lines where there are no roads (Tobler 1993). Empty: level ground.</source>
        <translation>徒歩区間の傾斜と、道路がない場合の直線上の傾斜に使います（Tobler 1993）。空欄なら平地とみなします。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visitorder.py" line="65"/>
        <source>Teams</source>
        <translation>班</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visitorder.py" line="65"/>
        <source>How many, or their names separated by commas.</source>
        <translation>班の数、または班の名前（カンマ区切り）。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visitorder.py" line="69"/>
        <source>Days</source>
        <translation>日数</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visitorder.py" line="69"/>
        <source>Working days each team has. 0: as many as are needed for all sites.</source>
        <translation>各班の作業日数。0なら、すべての箇所を回るのに必要な日数とします。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visitorder.py" line="73"/>
        <source>First day</source>
        <translation>初日</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visitorder.py" line="73"/>
        <source>Empty: the next working day.</source>
        <translation>空欄なら次の作業日です。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visitorder.py" line="74"/>
        <source>Work on Saturdays and Sundays</source>
        <translation>土曜・日曜も作業する</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visitorder.py" line="74"/>
        <source>Public holidays are not known: choose FIRST_DAY accordingly.</source>
        <translation>祝日は考慮しません。初日の指定で調整してください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visitorder.py" line="78"/>
        <source>Working hours a day</source>
        <translation>1日の作業時間（時間）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visitorder.py" line="78"/>
        <source>From leaving the start to reaching the end, without the break.</source>
        <translation>出発から終了地点に着くまでの時間。休憩は含みません。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visitorder.py" line="82"/>
        <source>Minutes at each site</source>
        <translation>1箇所あたりの確認時間（分）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visitorder.py" line="82"/>
        <source>For looking, photographs and notes; walks from the car are added.</source>
        <translation>確認、撮影、記録の時間。車からの徒歩は別に加えます。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visitorder.py" line="86"/>
        <source>Days begin at (hour)</source>
        <translation>1日の開始時刻（時）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visitorder.py" line="86"/>
        <source>8.5 is half past eight.</source>
        <translation>8.5は8時30分です。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visitorder.py" line="91"/>
        <source>Break (minutes)</source>
        <translation>休憩（分）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visitorder.py" line="91"/>
        <source>After the first visit that ends at noon or later; not part of the working hours.</source>
        <translation>正午以後に最初の確認が終わったところで取ります。作業時間には含みません。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visitorder.py" line="96"/>
        <source>Effort</source>
        <translation>探索の程度</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visitorder.py" line="96"/>
        <source>quick</source>
        <translation>短時間</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visitorder.py" line="96"/>
        <source>normal</source>
        <translation>標準</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visitorder.py" line="96"/>
        <source>thorough</source>
        <translation>入念</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visitorder.py" line="96"/>
        <source>500, 3,000 or 20,000 rounds of search, more where there are over 400 sites. Normal takes seconds for 57.</source>
        <translation>探索の回数は順に500回、3,000回、20,000回で、400箇所を超えると増えます。標準は57箇所で数秒です。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visitorder.py" line="106"/>
        <source>Another number may give another plan that is as good.</source>
        <translation>別の値にすると、同程度に良い別の計画になることがあります。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visitorder.py" line="113"/>
        <source>Keep the plan in the register</source>
        <translation>計画を台帳に記録する</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visitorder.py" line="113"/>
        <source>Team, day and order of the chosen sites; what they had is replaced. Only with REGISTER.</source>
        <translation>対象の箇所の班、訪問予定日、訪問順を記録します。それまでの計画は置き換えます。台帳を指定したときだけ働きます。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visitorder.py" line="121"/>
        <source>Sites in order of visits</source>
        <translation>訪問順の箇所</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visitorder.py" line="121"/>
        <source>All fields of the sites, with team, day, order and times; sites not planned come last, with the reason.</source>
        <translation>箇所のすべてのフィールドに、班、日、順序、時刻を加えます。計画外の箇所は理由とともに末尾に置きます。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visitorder.py" line="127"/>
        <source>Routes</source>
        <translation>経路</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visitorder.py" line="127"/>
        <source>A line for each day of a team.</source>
        <translation>班と日ごとに1本のラインです。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visitorder.py" line="220"/>
        <source>Plan of field visits</source>
        <translation>現地確認の巡回計画</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visitorder.py" line="133"/>
        <source>A page to print: times, map, and what was left out.</source>
        <translation>印刷用の1枚のHTML。時刻、地図、計画外の箇所を示します。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visitorder.py" line="137"/>
        <source>Sites planned</source>
        <translation>計画した箇所</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visitorder.py" line="137"/>
        <source>Sites not planned</source>
        <translation>計画外の箇所</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visitorder.py" line="137"/>
        <source>Days of teams</source>
        <translation>延べ班日数</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visitorder.py" line="137"/>
        <source>Hours on the way</source>
        <translation>移動時間（時間）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visitorder.py" line="137"/>
        <source>Kilometres driven</source>
        <translation>車の走行距離（km）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visitorder.py" line="137"/>
        <source>Hours on the way, always to the nearest site</source>
        <translation>常に最寄りの箇所へ進む場合の移動時間（時間）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visitorder.py" line="269"/>
        <source>{planned} sites planned on {days} days of a team, {hours} hours on the way; {left} not planned.</source>
        <translation>{planned}箇所を延べ{days}班日で計画しました。移動は{hours}時間です。計画外は{left}箇所です。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visitorder.py" line="280"/>
        <source>Always going to the nearest site next would take {hours} hours on {days} days of a team.</source>
        <translation>常に最寄りの箇所へ進むと、移動{hours}時間、延べ{days}班日になります。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldprogress.py" line="136"/>
        <source>{count} more sites were decided without a visit.</source>
        <translation>このほか{count}箇所は、現地確認によらずに判定されています。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldwaypoints.py" line="47"/>
        <source>Sites written</source>
        <translation>書き出した箇所の数</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/importresults.py" line="131"/>
        <source>Visits whose status was left at unvisited, taken as visited: {count}</source>
        <translation>対応状況が未確認のままだったため、現地確認済として登録: {count}件</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/importresults.py" line="131"/>
        <source>Photos that are named but missing: {count}</source>
        <translation>名前はあるが見つからない写真: {count}枚</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visit_travel.py" line="82"/>
        <source>An end no farther than this from another road is joined to it: where lines were drawn with gaps, roads would else lead nowhere. 1 m suits surveyed roads, 10 to 50 m forest roads sketched by hand; too much joins roads that pass each other. The log tells how many km hang together with the start: raise it where they are too few.</source>
        <translation>道路の端点がほかの道路からこの距離以内にあれば、つながっているものとします。線が途切れて描かれた道路データでは、これがないと道路が行き止まりになります。測量された道路データでは1 m、手描きの林道などでは10～50 mが目安です。大きすぎると、つながっていない道路までつながります。出発地からつながる道路の延長（km）がログに出ますので、短すぎるときは大きくしてください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visitorder.py" line="57"/>
        <source>None chosen: all that are not closed, and closed ones that want another look.</source>
        <translation>何も選ばないときは、未完了の箇所と、完了後に再確認が必要となった箇所。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visitorder.py" line="162"/>
        <source>{count} closed sites are not planned; choose STATUSES to visit them, too.</source>
        <translation>完了した{count}箇所は巡回計画に入れていません。訪問するときは STATUSES で対応状況を選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visitorder.py" line="212"/>
        <source>Nothing could be planned. The plan the register holds was left as it is.</source>
        <translation>計画できる箇所がありませんでした。台帳にある計画はそのままです。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/importresults.py" line="45"/>
        <source>All files</source>
        <translation>すべてのファイル</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/importresults.py" line="131"/>
        <source>Visits of a day before the one the site shows; they do not change it: {count}</source>
        <translation>箇所に示されている確認日より前の現地確認（箇所の対応状況は変わりません）: {count}件</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldwaypoints.py" line="58"/>
        <source>Way points of {count} sites written.</source>
        <translation>{count}箇所の地点データを作成しました。</translation>
    </message>
    <message>
        <location filename="../plugin/ui/coverage/dock.py" line="17"/>
        <source>Predicts radio coverage, finds where nobody is served, and chooses sites.</source>
        <translation>電波の届く範囲を予測し、通信困難地域を求め、設置場所を選びます。</translation>
    </message>
    <message>
        <location filename="../plugin/ui/pointcloud/dock.py" line="20"/>
        <source>Data</source>
        <translation>データ</translation>
    </message>
    <message>
        <location filename="../plugin/ui/desktop.py" line="44"/>
        <source>User guide</source>
        <translation>利用ガイド</translation>
    </message>
    <message>
        <location filename="../plugin/ui/dock.py" line="117"/>
        <source>Help (F1)</source>
        <translation>ヘルプ（F1）</translation>
    </message>
    <message>
        <location filename="../plugin/ui/fieldwork/dock.py" line="17"/>
        <source>From the register to the field, and back with the results.</source>
        <translation>台帳から現地へ、現地から台帳へ。持ち出すものを作り、結果を取り込みます。</translation>
    </message>
    <message>
        <location filename="../plugin/ui/fill/dock.py" line="22"/>
        <source>Compares observations of different dates and lists places where the ground was altered.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/ui/fill/dock.py" line="26"/>
        <source>Try it on made data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/ui/fill/dock.py" line="31"/>
        <source>Run</source>
        <translation>実行</translation>
    </message>
    <message>
        <location filename="../plugin/ui/fill/dock.py" line="32"/>
        <source>Look for altered ground</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin/ui/forms.py" line="83"/>
        <source>Advanced</source>
        <translation>詳細設定</translation>
    </message>
    <message>
        <location filename="../plugin/ui/forms.py" line="116"/>
        <source>{label} (required)</source>
        <translation>{label}（必須）</translation>
    </message>
    <message>
        <location filename="../plugin/ui/pointcloud/dock.py" line="17"/>
        <source>Takes in laser tiles as they were delivered, and makes terrain of them.</source>
        <translation>納品された点群のファイルを取り込み、地形データを作ります。</translation>
    </message>
    <message>
        <location filename="../plugin/ui/run_panel.py" line="40"/>
        <source>Cancel</source>
        <translation>中止</translation>
    </message>
    <message>
        <location filename="../plugin/ui/run_panel.py" line="43"/>
        <source>Log</source>
        <translation>ログ</translation>
    </message>
    <message>
        <location filename="../plugin/ui/run_panel.py" line="46"/>
        <source>Copy the log</source>
        <translation>ログをコピー</translation>
    </message>
    <message>
        <location filename="../plugin/ui/run_panel.py" line="78"/>
        <source>{title}: running</source>
        <translation>{title}：実行中</translation>
    </message>
    <message>
        <location filename="../plugin/ui/run_panel.py" line="89"/>
        <source>{title}: being cancelled</source>
        <translation>{title}：中止しています</translation>
    </message>
    <message>
        <location filename="../plugin/ui/run_panel.py" line="104"/>
        <source>{time} so far</source>
        <translation>経過 {time}</translation>
    </message>
    <message>
        <location filename="../plugin/ui/run_panel.py" line="106"/>
        <source>{spent}, about {time} left</source>
        <translation>{spent}、残り約{time}</translation>
    </message>
    <message>
        <location filename="../plugin/ui/run_panel.py" line="116"/>
        <source>{title}: done in {time}</source>
        <translation>{title}：完了（{time}）</translation>
    </message>
    <message>
        <location filename="../plugin/ui/run_panel.py" line="117"/>
        <source>{title}: cancelled after {time}; nothing was changed</source>
        <translation>{title}：{time}で中止しました。何も変更していません</translation>
    </message>
    <message>
        <location filename="../plugin/ui/run_panel.py" line="118"/>
        <source>{title}: failed after {time}</source>
        <translation>{title}：失敗しました（{time}）</translation>
    </message>
    <message>
        <location filename="../plugin/ui/run_panel.py" line="132"/>
        <source>{seconds} s</source>
        <translation>{seconds}秒</translation>
    </message>
    <message>
        <location filename="../plugin/ui/run_panel.py" line="135"/>
        <source>{minutes} min {seconds} s</source>
        <translation>{minutes}分{seconds}秒</translation>
    </message>
    <message>
        <location filename="../plugin/ui/run_panel.py" line="137"/>
        <source>{hours} h {minutes} min</source>
        <translation>{hours}時間{minutes}分</translation>
    </message>
    <message>
        <location filename="../plugin/ui/running.py" line="163"/>
        <source>The project was closed meanwhile: results are saved, but not added to the map.</source>
        <translation>実行中にプロジェクトが閉じられました。結果は保存しましたが、地図には追加していません。</translation>
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
        <location filename="../plugin/core/fill/triage_reasons.py" line="60"/>
        <source>unknown</source>
        <translation>不明</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="44"/>
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
        <location filename="../plugin/core/fill/report.py" line="54"/>
        <source>BEFORE</source>
        <translation>前時期画像</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="55"/>
        <source>AFTER</source>
        <translation>後時期画像</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_report.py" line="119"/>
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
        <location filename="../plugin/core/fill/report.py" line="58"/>
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
        <location filename="../plugin/core/change/masks.py" line="81"/>
        <source>{name} does not cover its image. Choose the mask of this image.</source>
        <translation>{name}が画像の範囲を覆っていません。その画像の雲マスクを選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/masks.py" line="86"/>
        <source>{name} has {count} bands; a cloud mask has one. Choose the mask file.</source>
        <translation>{name}に{count}バンドあります。雲マスクは1バンドです。雲マスクのファイルを選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/optical.py" line="208"/>
        <source>IR-MAD: {rounds} rounds, correlations {rho}</source>
        <translation>IR-MAD: 反復{rounds}回、正準相関 {rho}</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/pair.py" line="23"/>
        <source>The BEFORE image</source>
        <translation>前時期画像</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/pair.py" line="24"/>
        <source>The AFTER image</source>
        <translation>後時期画像</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/pair.py" line="25"/>
        <source>The mask of BEFORE</source>
        <translation>前時期画像の雲マスク</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/pair.py" line="26"/>
        <source>The mask of AFTER</source>
        <translation>後時期画像の雲マスク</translation>
    </message>
    <message>
        <location filename="../plugin/core/errors.py" line="32"/>
        <source>The run was cancelled; no result was written.</source>
        <translation>処理を中止しました。結果は書き出していません。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/checklist_columns.py" line="193"/>
        <source>Open</source>
        <translation>開く</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/rows.py" line="13"/>
        <source>Key (do not change)</source>
        <translation>管理キー（変更不可）</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="188"/>
        <source>Rank</source>
        <translation>順位</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="189"/>
        <source>ID</source>
        <translation>ID</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="191"/>
        <source>Municipality</source>
        <translation>市区町村</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="413"/>
        <source>Latitude</source>
        <translation>緯度</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="413"/>
        <source>Longitude</source>
        <translation>経度</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/checklist_columns.py" line="228"/>
        <source>Zone {zone} X north (m)</source>
        <translation>{zone}系 X座標 (北, m)</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/checklist_columns.py" line="228"/>
        <source>Zone {zone} Y east (m)</source>
        <translation>{zone}系 Y座標 (東, m)</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="192"/>
        <source>Area (m²)</source>
        <translation>面積 (m²)</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="185"/>
        <source>Date before</source>
        <translation>前時期撮影日</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="185"/>
        <source>Date after</source>
        <translation>後時期撮影日</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="194"/>
        <source>Kind of change</source>
        <translation>変化区分</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/funnel.py" line="165"/>
        <source>Priority (0–1)</source>
        <translation>優先度 (0–1)</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="185"/>
        <source>Score, highest</source>
        <translation>変化スコア（最大）</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="197"/>
        <source>Reasons</source>
        <translation>抽出理由</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/waypoints.py" line="65"/>
        <source>GSI Maps</source>
        <translation>地理院地図</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/waypoints.py" line="66"/>
        <source>Google Maps</source>
        <translation>Googleマップ</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="384"/>
        <source>Date of visit</source>
        <translation>現地確認日</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="384"/>
        <source>Visited by</source>
        <translation>確認者</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="384"/>
        <source>Status</source>
        <translation>対応状況</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="384"/>
        <source>Finding</source>
        <translation>確認結果</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="384"/>
        <source>Emergency measures</source>
        <translation>応急対策</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/import_report.py" line="103"/>
        <source>Remarks</source>
        <translation>備考</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/checklist.py" line="75"/>
        <source>Field-check list of places with altered ground</source>
        <translation>土地改変箇所 現地確認リスト</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/checklist.py" line="131"/>
        <source>Field check list</source>
        <translation>現地確認リスト</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/checklist.py" line="361"/>
        <source>Made on {date} · {count} places</source>
        <translation>作成日 {date}・{count}箇所</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/checklist.py" line="368"/>
        <source>Image before: {before} (taken {before_date}) · image after: {after} (taken {after_date})</source>
        <translation>前時期画像: {before}（撮影日 {before_date}）・後時期画像: {after}（撮影日 {after_date}）</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/checklist_guide.py" line="17"/>
        <source>Value lists</source>
        <translation>選択肢</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/checklist_guide.py" line="18"/>
        <source>Instructions</source>
        <translation>記入要領</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/checklist_guide.py" line="133"/>
        <source>How to use this list</source>
        <translation>このリストの使い方</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/checklist.py" line="338"/>
        <source>Choose one of the values of the list.</source>
        <translation>プルダウンリストから選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/checklist.py" line="348"/>
        <source>Enter a date like 2026/5/14.</source>
        <translation>日付は「2026/5/14」のように入力してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/sheet.py" line="71"/>
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
        <location filename="../plugin/core/fill/candidates.py" line="18"/>
        <source>vegetation → bare</source>
        <translation>植生→裸地</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/candidates.py" line="19"/>
        <source>other → bare</source>
        <translation>その他→裸地</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/candidates.py" line="20"/>
        <source>bare → vegetation</source>
        <translation>裸地→植生</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/candidates.py" line="21"/>
        <source>other change</source>
        <translation>その他の変化</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/candidates.py" line="22"/>
        <source>masked, but changed</source>
        <translation>雲マスク内の変化</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/candidates.py" line="35"/>
        <source>Vegetation before, bare ground now ({share} % of the place).</source>
        <translation>植生から裸地に変化（面積の{share}%）</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/candidates.py" line="36"/>
        <source>Bare ground now that was neither vegetation nor the same ground before ({share} % of the place).</source>
        <translation>植生・裸地以外から裸地に変化（面積の{share}%）</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/candidates.py" line="39"/>
        <source>Bare before, vegetation now ({share} % of the place).</source>
        <translation>裸地から植生に変化（面積の{share}%）</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/candidates.py" line="40"/>
        <source>Changed, but not to bare ground ({share} % of the place): a roof, a crop or water, perhaps.</source>
        <translation>裸地以外への変化（面積の{share}%）。屋根、農作物、水面などの可能性</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/candidates.py" line="47"/>
        <source>Change score {mean} on average, {maximum} at most (0.5 is the threshold).</source>
        <translation>スコア平均{mean}、最大{maximum}（しきい値0.5）</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/candidates.py" line="50"/>
        <source>Compact outline (compactness {compactness}), as earthworks have.</source>
        <translation>土工事に多い形状（まとまり度{compactness}）</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/candidates.py" line="51"/>
        <source>Ragged or drawn-out outline (compactness {compactness}): perhaps a road edge or a shadow.</source>
        <translation>不整形または細長い形状（まとまり度{compactness}）。道路の縁や影の可能性</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/candidates.py" line="54"/>
        <source>Only {cells} cells large: at the limit of what this image can show.</source>
        <translation>{cells}ピクセルのみで、画像から判別できる限界</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/candidates.py" line="55"/>
        <source>{share} % of its edge borders on ground hidden by cloud: it may be larger.</source>
        <translation>外周の{share}%が雲に隣接、より広い可能性</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/import_report.py" line="46"/>
        <source>not known</source>
        <translation>不明</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="75"/>
        <source>Sensor</source>
        <translation>センサ</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="87"/>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="46"/>
        <source>{x} right, {y} down, corrected</source>
        <translation>右方向{x}、下方向{y}（補正済み）</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="46"/>
        <source>{x} right, {y} down, not corrected</source>
        <translation>右方向{x}、下方向{y}（補正なし）</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="207"/>
        <source>Area compared</source>
        <translation>比較した面積</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="209"/>
        <source>Changed cells</source>
        <translation>変化したピクセル数</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="309"/>
        <source>Candidates</source>
        <translation>候補数</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="196"/>
        <source>Latitude, longitude</source>
        <translation>緯度、経度</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="145"/>
        <source>Candidates by kind of change</source>
        <translation>変化区分別の候補</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_report.py" line="152"/>
        <source>Number</source>
        <translation>箇所数</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="146"/>
        <source>Area (ha)</source>
        <translation>面積 (ha)</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="199"/>
        <source>The first {count} candidates</source>
        <translation>上位{count}箇所の候補</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="164"/>
        <source>Detection of altered ground</source>
        <translation>土地改変箇所の検出結果</translation>
    </message>
    <message>
        <location filename="../plugin/core/raster.py" line="119"/>
        <source>{name}: the file {path} does not exist. Choose another file.</source>
        <translation>{name}: ファイル {path} がありません。別のファイルを選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/raster.py" line="137"/>
        <source>{name}: {path} cannot be opened as an image ({detail}). Choose a raster file.</source>
        <translation>{name}: {path} を画像として開けません（{detail}）。ラスタファイルを選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/raster.py" line="148"/>
        <source>{name}: {path} is a container of several images. Choose one of them: {inside}.</source>
        <translation>{name}: {path} には複数の画像が入っています。次のいずれか1つを選んでください: {inside}。</translation>
    </message>
    <message>
        <location filename="../plugin/core/raster.py" line="216"/>
        <source>{name} has no position on the ground. Georeference it first.</source>
        <translation>{name}に位置情報がありません。先にジオリファレンサで位置を付けてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/raster.py" line="221"/>
        <source>{name} is rotated or not north-up. Warp it to a north-up grid first.</source>
        <translation>{name}が回転しているか、上が北になっていません。先に再投影（warp）で北が上の画像に変換してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/files.py" line="50"/>
        <source>{path} cannot be written: its folder does not exist. Choose another place.</source>
        <translation>{path} に書き込めません。フォルダがありません。別の出力先を選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/base.py" line="331"/>
        <source>{name}: the layer {layer} is no raster file (it comes from {provider}). Save it first.</source>
        <translation>{name}: レイヤ「{layer}」はラスタファイルではありません（プロバイダ: {provider}）。先にファイルに保存してください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/features.py" line="56"/>
        <source>{name}: feature {number} cannot be brought into {crs}. Check its coordinate system.</source>
        <translation>{name}: 地物{number}を{crs}に変換できません。レイヤの座標参照系を確認してください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visit_travel.py" line="231"/>
        <source>{name} has no field {field}. It has: {fields}.</source>
        <translation>{name}にフィールド {field} がありません。次の中から選んでください: {fields}。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/styling.py" line="21"/>
        <source>no change</source>
        <translation>変化なし</translation>
    </message>
    <message>
        <location filename="../plugin/processing/styling.py" line="21"/>
        <source>Rank 1–10</source>
        <translation>順位 1–10</translation>
    </message>
    <message>
        <location filename="../plugin/processing/styling.py" line="21"/>
        <source>Rank 11–57</source>
        <translation>順位 11–57</translation>
    </message>
    <message>
        <location filename="../plugin/processing/styling.py" line="21"/>
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
        <location filename="../plugin/core/fieldwork/outcomes/accuracy_report.py" line="153"/>
        <source>Measure</source>
        <translation>指標</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/conflicts.py" line="171"/>
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
        <location filename="../plugin/core/pointcloud/quality_report.py" line="151"/>
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
        <location filename="../plugin/core/pointcloud/quality_report.py" line="289"/>
        <source>Places</source>
        <translation>箇所数</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/accuracy_report.py" line="74"/>
        <source>Covered by candidates</source>
        <translation>候補が覆う箇所数</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_report.py" line="371"/>
        <source>Share</source>
        <translation>割合</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_report.py" line="369"/>
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
        <location filename="../plugin/core/fieldwork/outcomes/progress_report.py" line="517"/>
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
        <location filename="../plugin/core/fieldwork/visiting/day_plan.py" line="198"/>
        <source>City / town</source>
        <translation>市区町村</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="185"/>
        <source>Score (0–1)</source>
        <translation>スコア (0–1)</translation>
    </message>
    <message>
        <location filename="../plugin/core/sample/scene.py" line="93"/>
        <source>Raising mountains and letting streams cut them</source>
        <translation>山地を隆起させ、谷を刻んでいます</translation>
    </message>
    <message>
        <location filename="../plugin/core/sample/scene.py" line="95"/>
        <source>Planting forest and building the town</source>
        <translation>森林と市街地を配置しています</translation>
    </message>
    <message>
        <location filename="../plugin/core/sample/scene.py" line="97"/>
        <source>Moving earth</source>
        <translation>盛土・切土を配置しています</translation>
    </message>
    <message>
        <location filename="../plugin/core/sample/scene.py" line="100"/>
        <source>Taking two optical images</source>
        <translation>2時期の光学画像を作成しています</translation>
    </message>
    <message>
        <location filename="../plugin/core/sample/scene.py" line="102"/>
        <source>Taking twelve SAR images</source>
        <translation>12時期のSAR画像を作成しています</translation>
    </message>
    <message>
        <location filename="../plugin/core/sample/scene.py" line="104"/>
        <source>Surveying the ground twice</source>
        <translation>2時期の標高データを作成しています</translation>
    </message>
    <message>
        <location filename="../plugin/core/sample/scene.py" line="109"/>
        <source>Drawing zones, permits and registers</source>
        <translation>規制区域、許可、台帳を作成しています</translation>
    </message>
    <message>
        <location filename="../plugin/processing/styling.py" line="21"/>
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
        <location filename="../plugin/core/change/masks.py" line="68"/>
        <source>{name} lies in another coordinate system than the images. Reproject it to theirs (nearest cell).</source>
        <translation>{name}の座標参照系が画像と異なります。画像の座標参照系に再投影してください（リサンプリングは最近傍法）。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/object_accuracy.py" line="131"/>
        <source>{what}: feature {number} is no polygon with an area. Remove it, or choose a layer of polygons.</source>
        <translation>{what}: 地物{number}は面積のあるポリゴンではありません。この地物を削除するか、ポリゴンのレイヤを選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/witnesses.py" line="115"/>
        <source>{name} and {other} do not lie on the same cells. Choose the results of one and the same run.</source>
        <translation>{name}と{other}のピクセルの並びが一致しません。同じ実行で得た結果を選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/pair.py" line="109"/>
        <source>The AFTER image is in {theirs}, the BEFORE image in {ours}. Reproject one to the other&apos;s coordinate system (Raster &gt; Projections &gt; Warp) and run again.</source>
        <translation>座標参照系が、後時期画像は{theirs}、前時期画像は{ours}で異なります。一方を他方の座標参照系に再投影し（「ラスタ」＞「投影法」＞「再投影（warp）」）、再実行してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/pair.py" line="121"/>
        <source>The BEFORE image has {before} bands, the AFTER image {after}. Both must hold the same bands in the same order.</source>
        <translation>バンド数が、前時期画像は{before}、後時期画像は{after}で異なります。同じバンドを同じ順序で収めた画像を選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/pair.py" line="140"/>
        <source>The images do not overlap: BEFORE covers {before}, AFTER {after}. Choose two images of one place.</source>
        <translation>2時期の画像が重なっていません（前時期画像の範囲: {before}、後時期画像の範囲: {after}）。同じ場所の画像を選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/pair.py" line="189"/>
        <source>The images have different cells (BEFORE {before}, AFTER {after}). Switch on co-registration to bring AFTER onto the grid of BEFORE.</source>
        <translation>2時期の画像でピクセルの大きさまたは並びが異なります（前時期画像 {before}、後時期画像 {after}）。「位置ずれを補正する」をオンにすると、後時期画像が前時期画像のピクセルに合います。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/pair.py" line="200"/>
        <source>The AFTER image lies {x} pixels right and {y} pixels down of the BEFORE image; beyond half a pixel most of what is found would be edges. Switch on co-registration to correct it.</source>
        <translation>後時期画像が前時期画像に対して右方向に{x}ピクセル、下方向に{y}ピクセルずれています。0.5ピクセルを超えると、抽出結果の大半が地物の縁になってしまいます。「位置ずれを補正する」をオンにしてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/pair.py" line="219"/>
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
        <location filename="../plugin/core/change/sensors.py" line="129"/>
        <source>The list of bands {bands} cannot be used. Name each band once, in file order, by one of {roles}, or - to leave it out; red and nir are needed.</source>
        <translation>「バンドの並び」に指定した {bands} は使えません。次の名前をファイル内の順に1回ずつ指定し、使わないバンドは「-」としてください（redとnirは必須）: {roles}</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/sensors.py" line="139"/>
        <source>{name} has {count} bands, but {listed} are named. Name every band of the file, - for unused.</source>
        <translation>{name}は{count}バンドですが、「バンドの並び」に{listed}個が指定されています。使わないバンドは「-」として、すべてのバンドを指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/checklist_guide.py" line="21"/>
        <source>Status: choose “visited” after the visit, then “being corrected” and “corrected” as the case goes on; “lawful” or “false detection” closes it.</source>
        <translation>対応状況は、現地確認後に「現地確認済」とし、その後の進捗に応じて「是正指導中」「是正完了」としてください。問題がない場合は「適正」または「誤検出」として終了します。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/checklist_guide.py" line="21"/>
        <source>The list shows places where the ground seems to have changed between two images. Being listed does not mean that a work is improper; the visit and the permits decide.</source>
        <translation>このリストは、2時期の画像の間に土地が改変されたとみられる箇所を示すものです。掲載されていても、不適正な盛土とは限りません。現地確認と許可等の状況により判断してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/checklist_guide.py" line="21"/>
        <source>The area is what the image shows; it depends on the size of the image&apos;s cells and is no survey.</source>
        <translation>面積は画像から求めた値です。画像のピクセルサイズに左右され、測量の成果ではありません。</translation>
    </message>
    <message>
        <location filename="../plugin/core/files.py" line="124"/>
        <source>{path} cannot be written ({detail}). Check that the disk has room and the folder may be written to, and that no other program has the file open.</source>
        <translation>{path} に書き込めません（{detail}）。ディスクの空き容量とフォルダの書き込み権限を確認し、ほかのプログラムでこのファイルを開いていれば閉じてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/candidates.py" line="43"/>
        <source>Masked as cloud in the later image, yet it looks like bare ground there ({share} % of the place).</source>
        <translation>後時期は雲マスク内だが裸地状（面積の{share}%）</translation>
    </message>
    <message>
        <location filename="../plugin/core/grid.py" line="54"/>
        <source>{name} has no coordinate reference system. Assign the right one to the file (for Tokyo usually EPSG:6677) and run again.</source>
        <translation>{name}に座標参照系が設定されていません。ファイルに正しい座標参照系（東京都では通常EPSG:6677）を設定し、再実行してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/grid.py" line="63"/>
        <source>{name} is in degrees ({crs}), but areas and distances need metres. Reproject it to a plane rectangular system (for Tokyo EPSG:6677) and run again.</source>
        <translation>{name}の座標参照系は度単位の{crs}で、面積と距離をメートルで計算できません。平面直角座標系（東京都ではEPSG:6677）に再投影し、再実行してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/raster.py" line="293"/>
        <source>{name}: {path} is damaged or incomplete (it ends before its image does). Copy or download it again.</source>
        <translation>{name}: {path} が破損しているか不完全です（画像の途中でファイルが終わっています）。もう一度コピーまたはダウンロードしてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/files.py" line="45"/>
        <source>{path} cannot be written: it is a folder. Choose the name of a file.</source>
        <translation>{path} に書き込めません。フォルダが指定されています。ファイル名を指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/files.py" line="61"/>
        <source>{path} needs about {needed} MB, but its disk has {free} MB free. Make room or choose another disk.</source>
        <translation>{path} には約{needed} MB必要ですが、ディスクの空き容量は{free} MBです。空き容量を増やすか、別のディスクを選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/base.py" line="368"/>
        <source>{path} cannot be written: its folder cannot be made ({detail}). Choose another place.</source>
        <translation>{path} に書き込めません。フォルダを作成できませんでした（{detail}）。別の出力先を選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/features.py" line="39"/>
        <source>{name} has no coordinate reference system. Assign the right one to the layer and run again.</source>
        <translation>{name}に座標参照系が設定されていません。レイヤに正しい座標参照系を設定し、再実行してください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/features.py" line="130"/>
        <source>{name} is not in a projected coordinate system ({crs}). Reproject it (for Tokyo to EPSG:6677).</source>
        <translation>{name}の座標参照系（{crs}）は投影座標系ではありません。投影座標系（東京都ではEPSG:6677）に再投影してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/masks.py" line="147"/>
        <source>{name} is no cloud mask that can be recognised (values {least} to {most}). Use Sentinel-2 SCL, Landsat QA_PIXEL, or a mask of 0 (seen) and 1 (cloud).</source>
        <translation>{name}の形式を判別できません（値の範囲{least}～{most}）。Sentinel-2のSCL、LandsatのQA_PIXEL、または0（地表が見える）と1（雲）の雲マスクを使ってください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/objects.py" line="77"/>
        <source>{name} holds no codes of change ({count} bands of {dtype}, where one of uint8 is expected). Choose the CHANGE raster of a change detection.</source>
        <translation>{name}は変化区分のラスタではありません（{dtype}の{count}バンド。変化区分はuint8の1バンド）。変化抽出で得たCHANGEのラスタを選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/pair.py" line="149"/>
        <source>The images share only {columns} × {rows} cells; at least {least} in each direction are needed. Choose larger images, or images that overlap more.</source>
        <translation>2時期の画像の重なりが{columns} × {rows}ピクセルしかありません。縦横とも{least}ピクセル以上必要です。より大きな画像か、重なりの広い画像を選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/pair.py" line="210"/>
        <source>The shift between the images cannot be measured: too little of them agrees. Check that both show the same place, or bring AFTER onto the cells of BEFORE yourself (Raster &gt; Projections &gt; Warp) and run without co-registration.</source>
        <translation>2時期の画像に一致する部分が少なく、位置ずれを測定できません。同じ場所の画像か確認してください。同じ場所であれば、後時期画像を前時期画像のピクセルに合わせて再投影し（「ラスタ」＞「投影法」＞「再投影（warp）」）、「位置ずれを補正する」をオフにして実行してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/sensors.py" line="70"/>
        <source>The sensor {sensor} is not known. Choose one of {known}.</source>
        <translation>センサ {sensor} はありません。次の中から選んでください: {known}。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/optical.py" line="189"/>
        <source>{name}: band {number} ({role}) holds nothing but {value} in the area compared. Check the file, or name its bands and leave this one out.</source>
        <translation>{name}のバンド{number}（{role}）は、比較範囲がすべて{value}です。ファイルを確認するか、バンド名を指定してこのバンドを除いてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/files.py" line="77"/>
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
        <location filename="../plugin/core/change/optical.py" line="173"/>
        <source>The shift between the images cannot be corrected: {x} pixels right and {y} pixels down are left after it. Check that the masks belong to these images and that both show the same place.</source>
        <translation>画像間の位置ずれを補正できません（補正後も右方向{x}ピクセル、下方向{y}ピクセルのずれが残ります）。雲マスクがこの画像のものか、2枚が同じ場所かを確認してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/sensors.py" line="112"/>
        <source>{name} has {count} bands, which no sensor preset knows. Name its bands in file order, such as {example}; without red and near infrared change of vegetation cannot be told.</source>
        <translation>{name}は{count}バンドで、対応するセンサの設定がありません。ファイルの順にバンド名を指定してください（例: {example}）。赤と近赤外のバンドがないと、植生の変化は判別できません。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="63"/>
        <source>IR-MAD did not settle within {rounds} rounds: the scene may be too small or too changed for it.</source>
        <translation>IR-MADは{rounds}回の反復で収束しませんでした。範囲が小さすぎるか、変化が多すぎる可能性があります。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/base.py" line="164"/>
        <source>{name}: {path} is already {other} of this run. Give the result a name of its own.</source>
        <translation>{name}: {path}は、この実行で{other}に使われています。別の名前を指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/base.py" line="175"/>
        <source>{name}: {path} must end with {endings}, which is what is written.</source>
        <translation>{name}: {path}の拡張子は{endings}にしてください（この形式で書き出します）。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/base.py" line="420"/>
        <source>{name}={value} is no choice. Give one of: {choices}.</source>
        <translation>{name}={value}は選択肢にありません。次のいずれかを指定してください: {choices}</translation>
    </message>
    <message>
        <location filename="../plugin/processing/base.py" line="435"/>
        <source>{name}={value} is out of range. Give a number {range}.</source>
        <translation>{name}={value}は範囲外です。次の範囲の数値を指定してください: {range}</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/sites.py" line="299"/>
        <source>{name} holds no polygons. Choose the area to list, or none.</source>
        <translation>{name}にポリゴンがありません。リストにする範囲のレイヤを選ぶか、空欄にしてください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/makesample.py" line="108"/>
        <source>{path} holds images that are no sample scene. Choose an empty folder for the sample.</source>
        <translation>{path}には模擬データではない画像があります。模擬データ用に空のフォルダを指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="181"/>
        <source>BEFORE is dated {first}, AFTER {second}: the earlier image must be BEFORE. Swap the images or correct the dates.</source>
        <translation>前時期画像の撮影日が{first}、後時期画像の撮影日が{second}です。撮影日の古いほうを前時期画像にしてください。画像を入れ替えるか、日付を直してください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/pairs.py" line="208"/>
        <source>{name} holds no polygons. Choose a layer of municipal areas, or none.</source>
        <translation>{name}にポリゴンがありません。市区町村ポリゴンのレイヤを選ぶか、空欄にしてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/elevation.py" line="103"/>
        <source>30 cm is not provable in a single cell with this pair: level of detection {lod} m, provable thickness {provable} m. For thinly covered places the area over 30 cm is given as not to be told.</source>
        <translation>この組では、1ピクセル単位で30 cmを証明できません：検出限界 {lod} m、証明できる厚さ {provable} m。薄く盛られた箇所の30 cm超の面積は「判定できない」と示します。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/elevation.py" line="109"/>
        <source>30 cm is provable with this pair: level of detection {lod} m, provable thickness {provable} m.</source>
        <translation>この組では30 cmを証明できます：検出限界 {lod} m、証明できる厚さ {provable} m。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/elevation.py" line="242"/>
        <source>The ground is too flat to register on: {share} % of it is steeper than {slope}°, or all slopes face one way, so that a shift does not show. Run without co-registration (COREGISTER off).</source>
        <translation>位置合わせができるだけの傾斜がありません：{slope}°より急な地盤は {share} %だけか、斜面がすべて同じ向きのため、位置ずれを測れません。位置合わせなし（COREGISTERをオフ）で実行してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/elevation.py" line="252"/>
        <source>The shift between the elevation models cannot be measured: the search ended {x} m east and {y} m north, unsure by {sd} m (at most {most} cells are looked for). Check that both show the same place and carry the right coordinate system.</source>
        <translation>標高モデル間の位置ずれを測れません：探索は東へ {x} m、北へ {y} mで終わり、不確かさは {sd} mです（探索は最大 {most} ピクセル）。両方が同じ場所を示し、正しい座標参照系を持つか確かめてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/elevation.py" line="268"/>
        <source>AFTER lies {offset} m above BEFORE on the whole. That is no change of ground but another height datum (around Tokyo ellipsoidal heights are about 37 m above those over sea level). Switch on COREGISTER, which takes the offset out, or convert one of them.</source>
        <translation>後時期は全体として前時期より {offset} m高くなっています。これは地盤の変化ではなく、高さの基準の違いです（東京付近の楕円体高は標高より約37 m高い値です）。この差を取り除くCOREGISTERをオンにするか、一方を変換してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/elevation.py" line="303"/>
        <source>AFTER lay {offset} m above BEFORE on the whole: that looks like another height datum (around Tokyo ellipsoidal heights are about 37 m above those over sea level). The offset was taken out.</source>
        <translation>後時期は全体として前時期より {offset} m高くなっていました。高さの基準の違いと見られます（東京付近の楕円体高は標高より約37 m高い値です）。この差は取り除きました。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/elevation.py" line="312"/>
        <source>The ground is too flat to measure a horizontal shift; on flat ground it hardly shows either.</source>
        <translation>地盤が平らなため水平の位置ずれを測れません。平らな地盤では位置ずれの影響もほとんどありません。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/elevation.py" line="319"/>
        <source>AFTER lies {x} m east, {y} m north and {z} m above BEFORE, and was compared as it is. Switch on COREGISTER to take that out.</source>
        <translation>後時期は前時期より東へ {x} m、北へ {y} m、上へ {z} mずれており、そのまま比較しました。取り除くにはCOREGISTERをオンにしてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/elevation.py" line="330"/>
        <source>{share} % of the cells are exactly alike in both: one model was copied into the other in part. Errors were measured on the rest only. A shift that was corrected moved the copied part too.</source>
        <translation>ピクセルの {share} %が両方で完全に同じ値です：一方の一部が他方に複写されています。誤差は残りのピクセルだけで測りました。位置ずれを補正した場合は、複写された部分も動いています。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/elevation.py" line="340"/>
        <source>Unchanged ground scatters by {measured} m, much more than the {given} m that were stated. Leave the standard deviations at 0 to use what was measured.</source>
        <translation>変化のない地盤でのばらつきは {measured} mで、指定された {given} mよりかなり大きくなっています。実測値を使うには標準偏差を0のままにしてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/elevation.py" line="353"/>
        <source>{name} is more than {height} m higher than the other in {share} % of the area: it looks like a surface model with trees and buildings. Compare ground with ground, else every wood is a fill.</source>
        <translation>{name}は範囲の {share} %で他方より {height} m以上高くなっています：樹木や建物を含む表層モデル（DSM）と見られます。地盤どうしを比較してください。そうしないと林がすべて盛土になります。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/elevation.py" line="367"/>
        <source>The two elevation models hardly agree (correlation {correlation}). Check that both show the same place.</source>
        <translation>2つの標高モデルはほとんど一致しません（相関 {correlation}）。両方が同じ場所を示すか確かめてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/elevation_pair.py" line="30"/>
        <source>The BEFORE elevation model</source>
        <translation>前時期の標高モデル</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/elevation_pair.py" line="31"/>
        <source>The AFTER elevation model</source>
        <translation>後時期の標高モデル</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/elevation_pair.py" line="113"/>
        <source>The elevation models do not overlap: BEFORE covers {before}, AFTER {after} (in {crs}). Choose two of one place, and check that each carries its own coordinate system.</source>
        <translation>標高モデルが重なりません：前時期の範囲は {before}、後時期は {after} です（{crs}）。同じ場所の2つを選び、それぞれの座標参照系が正しいか確かめてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/elevation_pair.py" line="188"/>
        <source>Only {cells} cells hold heights in both elevation models (outside areas left out); at least {least} are needed. Check what they hold, and where.</source>
        <translation>両方の標高モデルに高さがあるピクセルは {cells} だけです（除外区域を除く）。少なくとも {least} 必要です。値のある範囲を確かめてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/elevation_pair.py" line="225"/>
        <source>{name} holds values from {low} to {high} m, which no ground has. Declare its value for no data (Raster &gt; Conversion &gt; Translate), or state its unit.</source>
        <translation>{name}の値は {low}〜{high} mで、地盤の高さとしてあり得ません。NoData値を指定する（ラスタ &gt; 変換 &gt; 形式変換）か、単位を指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/elevation_pair.py" line="237"/>
        <source>{name} is exactly 0 in {share} % of the area, where the other elevation model is about {height} m high: that is no data. Declare 0 as its value for no data (Raster &gt; Conversion &gt; Translate).</source>
        <translation>{name}は範囲の {share} %でちょうど0ですが、そこでの他方の標高は約 {height} mです：これはデータなしです。0をNoData値に指定してください（ラスタ &gt; 変換 &gt; 形式変換）。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/elevation_pair.py" line="261"/>
        <source>The heights of AFTER are {ratio} times those of BEFORE: {name} seems to be in feet. Set {parameter} to feet and run again.</source>
        <translation>後時期の高さは前時期の {ratio} 倍です：{name}の単位はフィートと見られます。{parameter}をfeetにして、もう一度実行してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/elevation_pair.py" line="271"/>
        <source>The heights of AFTER are {ratio} times those of BEFORE. Bring both into the same unit (metres, or state feet in BEFORE_UNIT or AFTER_UNIT).</source>
        <translation>後時期の高さは前時期の {ratio} 倍です。両方を同じ単位にそろえてください（メートルにするか、BEFORE_UNITまたはAFTER_UNITでfeetを指定）。</translation>
    </message>
    <message>
        <location filename="../plugin/core/terrain/maps.py" line="78"/>
        <source>{name} has {count} bands; an elevation model has one. Choose the file of heights.</source>
        <translation>{name}にはバンドが {count} あります。標高モデルは1バンドです。高さのファイルを選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/elevation_report.py" line="22"/>
        <source>Change between two elevation models</source>
        <translation>2時期の標高モデルの変化</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/elevation_report.py" line="23"/>
        <source>What moved</source>
        <translation>動いた土</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/elevation_report.py" line="23"/>
        <source>Position of the two models</source>
        <translation>2つのモデルの位置</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/elevation_report.py" line="23"/>
        <source>Errors, where the ground did not change</source>
        <translation>変化のない地盤で測った誤差</translation>
    </message>
    <message>
        <location filename="../plugin/processing/styling.py" line="21"/>
        <source>Fill</source>
        <translation>盛土</translation>
    </message>
    <message>
        <location filename="../plugin/processing/styling.py" line="21"/>
        <source>Cut</source>
        <translation>切土</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/elevation_report.py" line="103"/>
        <source>Volume (m³)</source>
        <translation>土量 (m³)</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/elevation_report.py" line="54"/>
        <source>Interval ({confidence} %)</source>
        <translation>区間（{confidence} %）</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/elevation_report.py" line="55"/>
        <source>Area of all significant cells (m²)</source>
        <translation>有意なピクセル全体の面積 (m²)</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/elevation_report.py" line="57"/>
        <source>Volumes are those of the places listed below, each levelled on the ground around it. The interval holds the random and the correlated error. Significant cells outside places are mostly chance: {chance} % of unchanged cells are. No data: {unknown} %.</source>
        <translation>土量は下の箇所の合計で、箇所ごとに周囲の地盤を基準にしています。区間はランダム誤差と相関誤差を含みます。箇所の外の有意なピクセルはほとんどが偶然です：変化のないピクセルの {chance} %は有意になります。データなし：{unknown} %。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/elevation_report.py" line="72"/>
        <source>No place stands out from the ground around it.</source>
        <translation>周囲の地盤から際立つ箇所はありません。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/elevation_report.py" line="79"/>
        <source>cannot be told ({least}–{most})</source>
        <translation>判定できない（{least}〜{most}）</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/visiting/day_plan.py" line="146"/>
        <source>No.</source>
        <translation>番号</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/elevation_report.py" line="100"/>
        <source>East / north (m)</source>
        <translation>東 / 北 (m)</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_report.py" line="340"/>
        <source>Height (m)</source>
        <translation>高さ (m)</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/elevation_report.py" line="104"/>
        <source>Area over 30 cm (m²)</source>
        <translation>30 cm超の面積 (m²)</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="110"/>
        <source>Provable thickness (m)</source>
        <translation>証明できる厚さ (m)</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/elevation_report.py" line="107"/>
        <source>{shown} of {all} places, the largest volumes first.</source>
        <translation>{all} 箇所のうち {shown} 箇所、土量の大きい順。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/elevation_report.py" line="122"/>
        <source>AFTER resampled onto the grid of BEFORE</source>
        <translation>後時期を前時期の格子に再配列</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/elevation_report.py" line="124"/>
        <source>cells of BEFORE averaged to be as coarse as AFTER, which was resampled</source>
        <translation>前時期のピクセルを後時期と同じ粗さに平均し、後時期を再配列</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/elevation_report.py" line="126"/>
        <source>the same cells in both</source>
        <translation>両方とも同じピクセル</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/elevation_report.py" line="127"/>
        <source>taken out</source>
        <translation>取り除いた</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/elevation_report.py" line="127"/>
        <source>not taken out (COREGISTER is off)</source>
        <translation>取り除いていない（COREGISTERはオフ）</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/elevation_report.py" line="132"/>
        <source>Cells compared</source>
        <translation>比較したピクセル</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/elevation_report.py" line="132"/>
        <source>How they were brought together</source>
        <translation>格子の合わせ方</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/elevation_report.py" line="132"/>
        <source>Shift of AFTER</source>
        <translation>後時期の位置ずれ</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/elevation_report.py" line="132"/>
        <source>to the east</source>
        <translation>東へ</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/elevation_report.py" line="132"/>
        <source>to the north</source>
        <translation>北へ</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/elevation_report.py" line="132"/>
        <source>upwards</source>
        <translation>上へ</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/elevation_report.py" line="132"/>
        <source>Scatter of the differences (NMAD)</source>
        <translation>差のばらつき（NMAD）</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/elevation_report.py" line="132"/>
        <source>{before} m with the shift, {after} m without</source>
        <translation>位置ずれ補正前 {before} m、補正後 {after} m</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/elevation_report.py" line="132"/>
        <source>Ground steep enough to show a shift</source>
        <translation>位置ずれを測れる傾斜のある地盤</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/elevation_report.py" line="163"/>
        <source>Random, another in each cell</source>
        <translation>ランダム誤差（ピクセルごとに独立）</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/elevation_report.py" line="167"/>
        <source>Correlated with its surroundings</source>
        <translation>周囲と相関する誤差</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/elevation_report.py" line="167"/>
        <source>{sigma} m, over about {range} m</source>
        <translation>{sigma} m、相関距離 約 {range} m</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/elevation_report.py" line="175"/>
        <source>The same everywhere, left after correction</source>
        <translation>全域に共通する誤差（補正後の残り）</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/sheet.py" line="28"/>
        <source>Slope</source>
        <translation>傾斜</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/elevation_report.py" line="186"/>
        <source>σ of a difference (m)</source>
        <translation>差のσ (m)</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="109"/>
        <source>Level of detection (m)</source>
        <translation>検出限界 (m)</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/elevation_report.py" line="189"/>
        <source>σ measured on this pair (NMAD by slope).</source>
        <translation>σはこの組での実測値（傾斜別NMAD）。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/elevation_report.py" line="191"/>
        <source>σ on level ground from the standard deviations given, {before} m and {after} m (0: measured); its growth with slope as measured (NMAD).</source>
        <translation>平坦地のσは指定された標準偏差 {before} m・{after} mから（0は実測）。傾斜による増え方は実測値（NMAD）。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/elevation_report.py" line="197"/>
        <source>Errors with the outliers of unchanged ground are {share} times as wide as σ.</source>
        <translation>変化のない地盤の外れ値まで含めた誤差の広がりは、σの {share} 倍です。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/sar.py" line="163"/>
        <source>No cell of the stack is seen on two dates. Check that the images show the same place and hold data.</source>
        <translation>2時期以上で観測されたピクセルがありません。すべての画像が同じ場所を写し、データが入っていることを確認してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/sar.py" line="179"/>
        <source>The stack has the polarisations {ours}, the images to learn from {theirs}. Give both the same.</source>
        <translation>解析するスタックの偏波は{ours}、変化のない画像の偏波は{theirs}です。同じ偏波の画像を指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/sar.py" line="223"/>
        <source>{name} has no coordinate reference system and cannot be laid on the stack. Assign it first.</source>
        <translation>{name}に座標参照系がないため、スタックに重ねられません。座標参照系を設定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/sar.py" line="268"/>
        <source>The number of looks cannot be estimated: no two neighbouring dates show the same ground over 9 × 9 cells. Give LOOKS (the product's documents tell it), or a larger area.</source>
        <translation>ルック数を推定できません。前後の2時期で同じ場所が9×9ピクセル以上続けて写っているところがありません。ルック数（LOOKS、製品の仕様書に記載）を指定するか、範囲を広げてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/sar_null.py" line="323"/>
        <source>Only {cells} cells are seen on two dates or more; that is too few to learn what no change looks like. Set NULL to none, or give a larger area.</source>
        <translation>2時期以上で観測されたピクセルが{cells}個しかなく、変化がないときのばらつきを学習できません。NULLをnoneにするか、範囲を広げてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/sar_stack.py" line="66"/>
        <source>Fewer than two dates of the stack lie in {period}. Give the dates without change as 2022-10-01/2022-12-31, or one by one.</source>
        <translation>{period}に含まれる観測日が2つ未満です。変化のない期間を2022-10-01/2022-12-31のように、または日付を1つずつ指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/sar_stack.py" line="205"/>
        <source>{word} is no polarisation. Give some of {known}, such as VV,VH.</source>
        <translation>{word}は偏波ではありません。{known}から指定してください（例: VV,VH）。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/sar_stack.py" line="223"/>
        <source>{one} and {other} are of the same date ({date}) and polarisation ({polarisation}). Leave one out, or merge them first where they are neighbouring frames.</source>
        <translation>{one}と{other}は日付（{date}）も偏波（{polarisation}）も同じです。片方を除くか、隣り合うフレームの場合は先に結合してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/sar_stack.py" line="237"/>
        <source>No image of the stack is {missing}; there is {there}. Correct POLARISATIONS, or leave it empty.</source>
        <translation>スタックに{missing}の画像がありません（あるのは{there}）。POLARISATIONSを修正するか、空欄にしてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/sar_stack.py" line="246"/>
        <source>Change needs two dates or more; {files} files of {dates} dates are given. Add images of other dates, all of the same polarisations.</source>
        <translation>変化の抽出には2時期以上が必要ですが、指定されたのは{files}ファイル、{dates}時期です。同じ偏波で日付の異なる画像を追加してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/sar_stack.py" line="256"/>
        <source>More than {most} dates cannot be told apart in one result. Split the stack.</source>
        <translation>1回に扱えるのは{most}時期までです。スタックを分けてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/sar_stack.py" line="275"/>
        <source>{name} has {count} bands that do not say which polarisation they are. Give POLARISATIONS in the order of the bands, such as VV,VH.</source>
        <translation>{name}の{count}個のバンドがどの偏波か分かりません。POLARISATIONSに偏波をバンドの順に指定してください（例: VV,VH）。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/sar_stack.py" line="295"/>
        <source>There is no {polarisation} of {date} beside {name}, though other dates have it. Add that file, or give only the POLARISATIONS that all dates have.</source>
        <translation>{date}には{name}がありますが、ほかの日にある{polarisation}の画像がありません。そのファイルを追加するか、すべての日にそろっている偏波だけをPOLARISATIONSに指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/sar_stack.py" line="313"/>
        <source>{one} is in {crs}, {other} in {other_crs}. Bring the whole stack onto one grid first.</source>
        <translation>{one}は{crs}、{other}は{other_crs}です。スタック全体を1つのグリッドにそろえてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/sar_stack.py" line="325"/>
        <source>{one} has cells of {size}, {other} of {other_size}. A stack needs one resolution: leave the other out, or process all from the same product.</source>
        <translation>{one}のピクセルサイズは{size}、{other}は{other_size}です。スタックの解像度は1つにそろえる必要があります。異なる画像を除くか、すべて同じ種類の製品から作成してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/sar_stack.py" line="337"/>
        <source>The cells of {one} and {other} do not coincide. Bring the whole stack onto one grid first (warp with the same extent and resolution).</source>
        <translation>{one}と{other}のピクセルの位置が一致しません。スタック全体を1つのグリッドにそろえてください（範囲と解像度を同じにして再投影）。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/sar_stack.py" line="348"/>
        <source>{one} and {other} do not overlap. Choose images of the same place.</source>
        <translation>{one}と{other}の範囲が重なっていません。同じ場所の画像を指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/sar_stack.py" line="360"/>
        <source>{name} and the other images to learn from do not lie on the cells of the stack, or do not cover it. Bring both stacks onto one grid first.</source>
        <translation>変化のない画像（{name}など）のピクセルがスタックと一致しないか、スタックの範囲を覆っていません。両方を同じグリッドにそろえてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/sar_stack.py" line="387"/>
        <source>{one} ({value}) and {other} ({other_value}) are of different orbits. The radar looks from another side there: use one stack for each orbit.</source>
        <translation>{one}（{value}）と{other}（{other_value}）は軌道が異なります。レーダの観測方向が違うため、軌道ごとに別のスタックにしてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/sar_stack.py" line="454"/>
        <source>{one} holds {unit}, {other} holds {other_unit}. Bring the stack to one unit (decibels are 10 log₁₀ power).</source>
        <translation>{one}の単位は{unit}、{other}の単位は{other_unit}です。スタックの単位を統一してください（デシベルは10 log₁₀ 強度）。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/sar_stack.py" line="469"/>
        <source>linear power</source>
        <translation>線形の強度</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/sar_stack.py" line="470"/>
        <source>decibels</source>
        <translation>デシベル</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/sar_stack.py" line="501"/>
        <source>{name} looks like digital numbers (median {median}), no backscatter. Calibrate it to γ⁰ or σ⁰ first.</source>
        <translation>{name}は後方散乱係数ではなく、デジタル値（中央値{median}）のようです。先にγ⁰またはσ⁰に校正してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/sar_stack.py" line="510"/>
        <source>{name} is said to be linear power, but {share} % of its values are below zero (median {median}). It looks like decibels: set SCALE to db or auto.</source>
        <translation>{name}は線形の強度と指定されていますが、値の{share} %が負です（中央値{median}）。デシベルのようですので、画像の単位（SCALE）をdbまたはautoにしてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/sar_stack.py" line="521"/>
        <source>{name} is said to be in decibels, but hardly a value is below zero (median {median}). It looks like linear power: set SCALE to power or auto.</source>
        <translation>{name}はデシベルと指定されていますが、負の値がほとんどありません（中央値{median}）。線形の強度のようですので、画像の単位（SCALE）をpowerまたはautoにしてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/sar_stack.py" line="548"/>
        <source>{name} holds no data. Leave it out or download it again.</source>
        <translation>{name}にデータがありません。除外するか、ダウンロードし直してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/series.py" line="188"/>
        <source>Changes are wanted after {date}, but of the {count} dates from {first} to {last} there are {before} up to it and {after} after it; at least 1 and {least} are needed. Choose another date, or add images.</source>
        <translation>{date}より後の変化を調べる指定ですが、{first}から{last}までの{count}時期のうち、この日までの画像は{before}時期、後の画像は{after}時期です。それぞれ1時期以上、{least}時期以上が必要です。日付を変えるか、画像を追加してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/series.py" line="204"/>
        <source>{count} dates cannot confirm a change on {confirmations} later ones. Add images, or ask for fewer.</source>
        <translation>{count}時期の画像では、その後の{confirmations}時期で変化を確定できません。画像を増やすか、確定に必要な時期の数を減らしてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/series.py" line="272"/>
        <source>Only {seen} of {count} dates show enough of the ground; the rest is masked or holds no data. Choose dates with less cloud, or check that each mask belongs to its image.</source>
        <translation>地表が十分に見えているのは{count}時期のうち{seen}時期だけです。残りはマスクされているかデータがありません。雲の少ない時期を選ぶか、各マスクが画像に対応しているか確認してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/series.py" line="285"/>
        <source>{name}: band {number} ({role}) holds nothing but {value} where the ground is seen. Check the file, or leave it out.</source>
        <translation>{name}: バンド{number}（{role}）は、地表が見える範囲の値がすべて{value}です。ファイルを確認するか、この画像を除いてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/series_model.py" line="140"/>
        <source>Baseline from {history} of {dates} dates over {days} days: {groups} kinds of ground, {harmonics} harmonics of the year.</source>
        <translation>基準の推定: {dates}時期のうち{history}時期（{days}日間）を使用、地表の種類{groups}、年周期の調和項{harmonics}個</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/series_stack.py" line="142"/>
        <source>{name} has {count} bands, {first} has {expected}. All images of a stack must hold the same bands in the same order; masks are recognised by SCL, QA_PIXEL or mask in their names.</source>
        <translation>{name}のバンド数は{count}、{first}は{expected}です。時系列の画像はすべて同じバンドを同じ順で持つ必要があります。マスクは、ファイル名のSCL、QA_PIXEL、maskで見分けます。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/series_stack.py" line="154"/>
        <source>{name} is in {theirs}, {first} in {ours}. Reproject all images of the stack to one coordinate system (Raster &gt; Projections &gt; Warp) and run again.</source>
        <translation>{name}の座標参照系は{theirs}、{first}は{ours}です。すべての画像を1つの座標参照系に再投影して（ラスタ＞投影法＞再投影）、もう一度実行してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/series_stack.py" line="180"/>
        <source>{name} does not cover the place that the images before it share. Leave it out, or choose images of one place.</source>
        <translation>{name}は、それより前の画像に共通する範囲を含んでいません。この画像を除くか、同じ場所の画像を選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/series_stack.py" line="202"/>
        <source>{name} lies {x} pixels right and {y} pixels down of {reference}; beyond half a pixel most of what is found would be edges. Switch on the correction of shifts, or leave the image out.</source>
        <translation>{name}は{reference}に対して右へ{x}ピクセル、下へ{y}ピクセルずれています。半ピクセルを超えると、抽出されるものの多くが縁のずれになります。位置ずれの補正を有効にするか、この画像を除いてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/series_stack.py" line="222"/>
        <source>The shift of {name} cannot be corrected: {x} pixels right and {y} pixels down are left after it. Check that it shows the same place and that its mask belongs to it, or leave it out.</source>
        <translation>{name}の位置ずれを補正できません。補正後も右へ{x}ピクセル、下へ{y}ピクセル残ります。同じ場所の画像か、マスクがこの画像のものかを確認するか、この画像を除いてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/series_stack.py" line="274"/>
        <source>{count} images are given; a series needs three dates or more. For two images use the change between two optical images.</source>
        <translation>指定された画像は{count}枚です。時系列には3時期以上が必要です。2枚の場合は「光学画像の2時期変化抽出」を使ってください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/series_stack.py" line="283"/>
        <source>{count} images are given; a series holds at most {most}. Leave out some of the early ones.</source>
        <translation>指定された画像は{count}枚です。時系列で扱えるのは{most}枚までです。古い画像をいくつか除いてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/series_stack.py" line="293"/>
        <source>{first} and {second} are both dated {date}. Keep one image for each date; merge tiles of one date first.</source>
        <translation>{first}と{second}はどちらも{date}の画像です。1つの日付につき1枚にしてください。同じ日のタイルは先に結合してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/series_stack.py" line="309"/>
        <source>The name of the mask {path} holds no date, so that its image cannot be told. Name masks like SCL_20240731.tif, or give one for each image, in the same order.</source>
        <translation>マスク{path}のファイル名に日付がないため、どの画像のものか分かりません。SCL_20240731.tifのような名前にするか、画像と同じ順に1枚ずつ指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/series_stack.py" line="318"/>
        <source>{first} and {second} are both masks of {date}. Give one mask for each image.</source>
        <translation>{first}と{second}はどちらも{date}のマスクです。画像1枚につきマスクは1枚にしてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/dates.py" line="32"/>
        <source>{dates} dates are given for {files} files. Give one for each file, in the same order, or none where the names of the files hold them.</source>
        <translation>{files}個のファイルに対して、日付が{dates}個指定されています。ファイルの並び順に1つずつ指定するか、ファイル名に日付がある場合は空欄にしてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/dates.py" line="43"/>
        <source>The name of {path} holds no date. Name files like S1_20240731.tif, or give the dates as 2024-07-31 in the order of the files.</source>
        <translation>{path}のファイル名に日付がありません。S1_20240731.tifのような名前にするか、ファイルの並び順に2024-07-31の形式で日付を指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/epochs.py" line="52"/>
        <source>{word} is no date. Write dates as 2024-07-31.</source>
        <translation>{word}は日付として読めません。2024-07-31のように書いてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="195"/>
        <source>Size against the law</source>
        <translation>規制規模との比較</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="185"/>
        <source>Zone of the fill law</source>
        <translation>規制区域</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/funnel.py" line="162"/>
        <source>Permits</source>
        <translation>許可</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="185"/>
        <source>Parcels (share)</source>
        <translation>所在・地番（割合）</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/waypoints.py" line="62"/>
        <source>Buildings below</source>
        <translation>下流の建物（棟）</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/package.py" line="91"/>
        <source>Onset against the designation</source>
        <translation>区域指定との前後</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register.py" line="147"/>
        <source>There is no register at {path}. Make one by updating it with candidates.</source>
        <translation>{path}に台帳がありません。「箇所台帳の更新」を候補で実行すると作成されます。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register.py" line="154"/>
        <source>The register {path} is of an older version. Update it once; that brings it up to date.</source>
        <translation>台帳{path}は古いバージョンです。「箇所台帳の更新」を一度実行すると、新しいバージョンになります。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register.py" line="185"/>
        <source>There is no register at {path}. Check the name.</source>
        <translation>{path}に台帳がありません。名前を確かめてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register.py" line="196"/>
        <source>The register {path} is in {crs}, the outlines are in {other}. Reproject them.</source>
        <translation>台帳{path}の座標系は{crs}ですが、輪郭の座標系は{other}です。座標系を変換してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register.py" line="229"/>
        <source>The register {path} is of version {version}, made by a newer SoraNoMe; this one knows up to {known}. Update the plugin. Nothing was changed.</source>
        <translation>台帳{path}はバージョン{version}で、より新しいSoraNoMeで作られています（このプラグインが扱えるのはバージョン{known}まで）。プラグインを更新してください。台帳は変更していません。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_visits.py" line="110"/>
        <source>The register has no site {key}.</source>
        <translation>台帳に箇所{key}がありません。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register.py" line="530"/>
        <source>The date of the observation, {date}, lies in the future. Correct it.</source>
        <translation>観測日{date}が未来の日付です。正しい日付を指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register.py" line="536"/>
        <source>The smallest overlap must lie between 0 and 1, the uncertainty of outlines must be 0 m or more.</source>
        <translation>最小の重なりは0より大きく1以下、輪郭の不確かさは0 m以上にしてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register.py" line="553"/>
        <source>Outline {number} has no area. Remove it, or correct its geometry.</source>
        <translation>{number}番目の輪郭に面積がありません。削除するか、ジオメトリを直してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_geopackage.py" line="81"/>
        <source>{path} was not changed: its lock {lock} was taken away during the run. Run again.</source>
        <translation>{path}は変更していません。実行中にロックファイル{lock}が失われました。もう一度実行してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_geopackage.py" line="129"/>
        <source>{path} is open for editing in QGIS, here or on another computer. Save the edits there and remove the layers of the register from the project, then run again. Nothing was changed.</source>
        <translation>{path}は、このパソコンか他のパソコンのQGISで編集のために開かれています。編集内容を保存し、台帳のレイヤをプロジェクトから外してから、もう一度実行してください。台帳は変更していません。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_geopackage.py" line="141"/>
        <source>{path} is locked by another program. Close it there, or end the edit mode in QGIS, then run again. Nothing was changed.</source>
        <translation>{path}は他のプログラムがロックしています。そちらを閉じるか、QGISの編集モードを終了してから、もう一度実行してください。台帳は変更していません。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_geopackage.py" line="150"/>
        <source>{path} may only be read. Take away its write protection or ask for the right to write, then run again. Nothing was changed.</source>
        <translation>{path}は読み取り専用です。書き込み禁止を解除するか、書き込みの権限をもらってから、もう一度実行してください。台帳は変更していません。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/package.py" line="36"/>
        <source>{path} is no GeoPackage or is damaged ({detail}). Choose another file or a backup of it.</source>
        <translation>{path}はGeoPackageではないか、壊れています（{detail}）。別のファイルかバックアップを指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_geopackage.py" line="235"/>
        <source>{path} holds other data and is no register. Choose a register, or the name of a new file.</source>
        <translation>{path}には別のデータが入っており、台帳ではありません。台帳か、新しいファイル名を指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_geopackage.py" line="358"/>
        <source>{path}: {count} rows refer to rows that are not there (the first in {table}). Restore a backup.</source>
        <translation>{path}: {count}行が、存在しない行を参照しています（最初は{table}）。バックアップから復元してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_lock.py" line="99"/>
        <source>{path} is being written by {holder}. Wait until that run has ended, then run again. If it has ended already, delete {lock}.</source>
        <translation>{path}は{holder}が更新中です。終わるのを待って、もう一度実行してください。すでに終わっている場合は、{lock}を削除してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_lock.py" line="111"/>
        <source>Waiting: the register is being written by {holder}.</source>
        <translation>待機中: 台帳は{holder}が更新しています。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_lock.py" line="180"/>
        <source>{path} cannot be updated: no lock file can be made beside it ({detail}). Ask for the right to write in that folder, or choose a register elsewhere.</source>
        <translation>{path}を更新できません。同じフォルダにロックファイルを作れません（{detail}）。フォルダへの書き込みの権限をもらうか、別の場所の台帳を指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_lock.py" line="234"/>
        <source>{user} on {host} (process {pid}) since {since}</source>
        <translation>{host}の{user}（プロセス{pid}、{since}から）</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_postgis.py" line="57"/>
        <source>{path} is being written by {holder}. Wait until that run has ended, then run again.</source>
        <translation>{path}は{holder}が更新中です。終わるのを待って、もう一度実行してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_postgis.py" line="93"/>
        <source>A register on PostGIS needs the Python library psycopg2, which is not installed.</source>
        <translation>PostGISの台帳にはPythonライブラリpsycopg2が必要ですが、入っていません。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_postgis.py" line="101"/>
        <source>The database {path} cannot be reached ({detail}). Check the connection in QGIS, and user and password.</source>
        <translation>データベース{path}に接続できません（{detail}）。QGISの接続設定と、ユーザー名、パスワードを確かめてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_postgis.py" line="113"/>
        <source>The register in {path} cannot be read or written ({detail}). Nothing was changed. Ask the administrator of the database.</source>
        <translation>{path}の台帳を読み書きできません（{detail}）。台帳は変更していません。データベースの管理者に問い合わせてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_postgis.py" line="179"/>
        <source>A register on PostGIS needs a coordinate system with an EPSG code; {name} has none. Choose one, such as EPSG:6677.</source>
        <translation>PostGISの台帳には、EPSGコードのある座標系が必要です。{name}にはありません。EPSG:6677などを指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_postgis.py" line="188"/>
        <source>The database {path} has no PostGIS. Ask its administrator to run: CREATE EXTENSION postgis;</source>
        <translation>データベース{path}にPostGISがありません。管理者に次の実行を依頼してください: CREATE EXTENSION postgis;</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="30"/>
        <source>new</source>
        <translation>新規</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="31"/>
        <source>seen again</source>
        <translation>再確認</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="32"/>
        <source>growing</source>
        <translation>拡大</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="33"/>
        <source>dormant</source>
        <translation>変化なし</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="34"/>
        <source>healed</source>
        <translation>緑化・是正済</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="35"/>
        <source>merged into another site</source>
        <translation>他の箇所に統合</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="40"/>
        <source>satellite</source>
        <translation>衛星</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="41"/>
        <source>patrol</source>
        <translation>巡視</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="42"/>
        <source>citizen&apos;s report</source>
        <translation>住民通報</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="43"/>
        <source>other source</source>
        <translation>その他</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="48"/>
        <source>grows although closed as lawful or false</source>
        <translation>適正・誤検出とした後に拡大</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="49"/>
        <source>changed again after correction</source>
        <translation>是正完了後に再び変化</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="54"/>
        <source>a new site</source>
        <translation>新しい箇所</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="55"/>
        <source>a known site, seen again</source>
        <translation>既知の箇所（再確認）</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="56"/>
        <source>a known site, larger than before</source>
        <translation>既知の箇所（拡大）</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="57"/>
        <source>vegetation returns on a known site</source>
        <translation>既知の箇所の植生回復</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="58"/>
        <source>an earlier look at a known site</source>
        <translation>既知の箇所の過去の観測</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="59"/>
        <source>vegetation returns where no site is known</source>
        <translation>箇所のない場所の植生回復</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="64"/>
        <source>became one site with</source>
        <translation>統合</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="65"/>
        <source>is connected with</source>
        <translation>つながりあり</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="122"/>
        <source>The register {path} does not take a value ({detail}). Nothing was changed.</source>
        <translation>台帳{path}に登録できない値があります（{detail}）。台帳は変更していません。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="185"/>
        <source>Candidate ID</source>
        <translation>候補ID</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="185"/>
        <source>Probability (0–1)</source>
        <translation>確率 (0–1)</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="185"/>
        <source>Share of that kind</source>
        <translation>変化区分の割合</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="185"/>
        <source>Image before</source>
        <translation>前時期画像</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="185"/>
        <source>Image after</source>
        <translation>後時期画像</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="185"/>
        <source>Reasons (codes)</source>
        <translation>抽出理由（コード）</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/visiting/day_plan.py" line="197"/>
        <source>Priority class</source>
        <translation>優先区分</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="185"/>
        <source>State of permits</source>
        <translation>許可の状況</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="185"/>
        <source>Reasons of triage</source>
        <translation>絞り込みの理由</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="185"/>
        <source>Changed after</source>
        <translation>変化の始まり（以後）</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="185"/>
        <source>Changed before</source>
        <translation>変化の始まり（以前）</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="185"/>
        <source>Other fields (JSON)</source>
        <translation>その他の属性 (JSON)</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="218"/>
        <source>Entered at (UTC)</source>
        <translation>登録日時 (UTC)</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="218"/>
        <source>Entered by</source>
        <translation>登録者</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="218"/>
        <source>Changed at (UTC)</source>
        <translation>更新日時 (UTC)</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="218"/>
        <source>Changed by</source>
        <translation>更新者</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="232"/>
        <source>Key of the site</source>
        <translation>箇所の管理キー</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="237"/>
        <source>Observed on</source>
        <translation>観測日</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="238"/>
        <source>Source</source>
        <translation>情報源</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/conflicts.py" line="99"/>
        <source>Fingerprint</source>
        <translation>照合値</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="241"/>
        <source>Outline is a circle round a reported point</source>
        <translation>輪郭は通報地点の周りの円</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="249"/>
        <source>Sites</source>
        <translation>箇所</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/visiting/day_plan.py" line="196"/>
        <source>Site</source>
        <translation>箇所番号</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="249"/>
        <source>State by observation</source>
        <translation>観測による状態</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="249"/>
        <source>Attention</source>
        <translation>要注意</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="249"/>
        <source>Attention since</source>
        <translation>要注意となった日</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="249"/>
        <source>First seen by</source>
        <translation>最初の情報源</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="249"/>
        <source>First seen on</source>
        <translation>最初の確認日</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="249"/>
        <source>Change last seen on</source>
        <translation>最後に変化を確認した日</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="249"/>
        <source>Last looked at on</source>
        <translation>最後に観測した日</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="249"/>
        <source>Area when first seen (m²)</source>
        <translation>当初の面積 (m²)</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="249"/>
        <source>Merged into site (key)</source>
        <translation>統合先の箇所（管理キー）</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="249"/>
        <source>Last visit on</source>
        <translation>最終現地確認日</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="249"/>
        <source>Last visit by</source>
        <translation>最終確認者</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="309"/>
        <source>Updates and the areas observed</source>
        <translation>更新と観測範囲</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="309"/>
        <source>New sites</source>
        <translation>新規の箇所</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="309"/>
        <source>Sites seen again</source>
        <translation>再確認の箇所</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="309"/>
        <source>Growing sites</source>
        <translation>拡大した箇所</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="309"/>
        <source>Dormant sites</source>
        <translation>変化なしの箇所</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="309"/>
        <source>Healed sites</source>
        <translation>緑化・是正済の箇所</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="309"/>
        <source>Smallest overlap (share)</source>
        <translation>最小の重なり（割合）</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="309"/>
        <source>Uncertainty of outlines (m)</source>
        <translation>輪郭の不確かさ (m)</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="333"/>
        <source>Observations</source>
        <translation>観測</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="333"/>
        <source>Key of the update</source>
        <translation>更新の管理キー</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="333"/>
        <source>What it was to the register</source>
        <translation>台帳での扱い</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="333"/>
        <source>Area outside the known outline (m²)</source>
        <translation>既知の輪郭の外の面積 (m²)</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="362"/>
        <source>Relations between sites</source>
        <translation>箇所どうしの関係</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="362"/>
        <source>Relation</source>
        <translation>関係</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="362"/>
        <source>Key of the other site</source>
        <translation>相手の箇所の管理キー</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="362"/>
        <source>Key of the observation</source>
        <translation>観測の管理キー</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="384"/>
        <source>Visits</source>
        <translation>現地確認</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/conflicts.py" line="115"/>
        <source>Photos</source>
        <translation>写真</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="413"/>
        <source>Key of the visit</source>
        <translation>現地確認の管理キー</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/import_report.py" line="84"/>
        <source>File</source>
        <translation>ファイル</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="413"/>
        <source>SHA-256 of the file</source>
        <translation>ファイルのSHA-256</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="413"/>
        <source>Taken at</source>
        <translation>撮影日時</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="413"/>
        <source>Direction (° from north)</source>
        <translation>撮影方向（北から時計回り、°）</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="458"/>
        <source>History</source>
        <translation>履歴</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="458"/>
        <source>At (UTC)</source>
        <translation>日時 (UTC)</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="458"/>
        <source>By whom</source>
        <translation>変更者</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="458"/>
        <source>What changed</source>
        <translation>変更項目</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="458"/>
        <source>Value before</source>
        <translation>変更前</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="458"/>
        <source>Value after</source>
        <translation>変更後</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="471"/>
        <source>About this register</source>
        <translation>台帳の情報</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="471"/>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/candidates.py" line="23"/>
        <source>ground raised or lowered</source>
        <translation>地盤の上昇または低下</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/candidates.py" line="24"/>
        <source>change in radar only</source>
        <translation>レーダのみの変化</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/candidates.py" line="29"/>
        <source>optics</source>
        <translation>光学</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/candidates.py" line="30"/>
        <source>radar</source>
        <translation>レーダ</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/candidates.py" line="31"/>
        <source>elevation</source>
        <translation>標高</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/candidates.py" line="58"/>
        <source>Ground raised by up to {height} m over {area} m²: {volume} m³ (95 % between {low} and {high}).</source>
        <translation>地盤が最大{height} m高くなっています。面積{area} m²、土量{volume} m³（95%の範囲: {low}〜{high} m³）です。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/candidates.py" line="62"/>
        <source>Ground lowered by up to {height} m over {area} m²: {volume} m³ (95 % between {low} and {high}).</source>
        <translation>地盤が最大{height} m低くなっています。面積{area} m²、土量{volume} m³（95%の範囲: {low}〜{high} m³）です。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/candidates.py" line="65"/>
        <source>Elevations show no earth moved; {provable} m and more would be provable here.</source>
        <translation>標高データでは土の移動が認められません（ここでは{provable} m以上であれば確認できます）。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/candidates.py" line="68"/>
        <source>The area over 30 cm cannot be told with these elevations: {provable} m and more are provable.</source>
        <translation>この標高データでは、30 cmを超えて変化した面積を判定できません（確認できる厚さは{provable} m以上です）。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/candidates.py" line="71"/>
        <source>Radar backscatter changed on {share} % of the place.</source>
        <translation>レーダの後方散乱が、この場所の{share}%で変化しています。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/candidates.py" line="72"/>
        <source>Radar backscatter did not change.</source>
        <translation>レーダの後方散乱は変化していません。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/candidates.py" line="73"/>
        <source>The optical images show no change here.</source>
        <translation>光学画像では変化が認められません。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/candidates.py" line="74"/>
        <source>Not seen by optics (cloud, or outside the images): unknown.</source>
        <translation>光学画像では見えていません（雲、または画像の範囲外）。変化の有無は不明です。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/candidates.py" line="75"/>
        <source>Not seen by radar (layover, shadow, or outside): unknown.</source>
        <translation>レーダでは見えていません（レイオーバー、シャドウ、または範囲外）。変化の有無は不明です。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/candidates.py" line="76"/>
        <source>No elevations of both dates here: unknown.</source>
        <translation>2時期の標高データがそろっていません。変化の有無は不明です。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/candidates.py" line="77"/>
        <source>Changed between {first} and {last}.</source>
        <translation>{first}から{last}までの間に変化しました。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/funnel.py" line="18"/>
        <source>Stage</source>
        <translation>段階</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/funnel.py" line="19"/>
        <source>What it holds</source>
        <translation>内容</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/funnel.py" line="61"/>
        <source>{arrow}{stage}: not looked at ({input} is not given)</source>
        <translation>{arrow}{stage}: 調べていません（{input} が未指定）</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/funnel.py" line="64"/>
        <source>{arrow}{stage}: {count}</source>
        <translation>{arrow}{stage}: {count} 件</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/funnel.py" line="106"/>
        <source>({count} more of which the debris-flow risk is unknown: no elevations there)</source>
        <translation>（ほかに {count} 件は標高データがないため、土石流のおそれが不明です）</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/funnel.py" line="75"/>
        <source>{found} places found and listed, {weak} of them on weak evidence</source>
        <translation>抽出箇所は{found}箇所です（すべてリストに残します。うち証拠が弱いものは{weak}箇所）。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/funnel.py" line="96"/>
        <source>not looked at ({input} is not given)</source>
        <translation>調べていません（{input} が未指定）</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/funnel.py" line="110"/>
        <source>Tokyo 2024</source>
        <translation>東京都（令和6年度）</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/funnel.py" line="110"/>
        <source>Published figures: {source}</source>
        <translation>公表値の出典: {source}</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/funnel.py" line="147"/>
        <source>Verdict</source>
        <translation>判定</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/funnel.py" line="149"/>
        <source>A list to look at first, not a finding of unlawfulness. Zones and hazard areas are approximate maps; a permit counts only where place and period fit; verdicts tell what the observations allow. Nothing was dropped: every candidate is in the layer.</source>
        <translation>優先して確認する箇所の一覧であり、違反と判定したものではありません。規制区域や警戒区域は概略の位置です。許可は、場所と期間の両方が合う場合だけ考慮しています。規模の判定は、観測から言える範囲のものです。除外した候補はなく、すべてレイヤに残っています。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/funnel.py" line="163"/>
        <source>Permit</source>
        <translation>許可の状況</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/funnel.py" line="178"/>
        <source>Weights of the priority</source>
        <translation>優先度の重み</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/funnel.py" line="179"/>
        <source>Part</source>
        <translation>項目</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/funnel.py" line="179"/>
        <source>Weight</source>
        <translation>重み</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/funnel.py" line="182"/>
        <source>Triage of candidates</source>
        <translation>盛土候補の絞り込み</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/law.py" line="23"/>
        <source>exceeds</source>
        <translation>超過</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/law.py" line="24"/>
        <source>cannot exceed</source>
        <translation>超過しない</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/law.py" line="25"/>
        <source>cannot be told at this resolution</source>
        <translation>この解像度では判定できない</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/law.py" line="26"/>
        <source>outside the zones of the fill law</source>
        <translation>規制区域外</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/law.py" line="30"/>
        <source>area of fill or cut</source>
        <translation>盛土・切土の面積</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/law.py" line="31"/>
        <source>height of fill</source>
        <translation>盛土の高さ</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/law.py" line="32"/>
        <source>cliff made by fill</source>
        <translation>盛土で生じる崖</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/law.py" line="33"/>
        <source>cliff made by cut</source>
        <translation>切土で生じる崖</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/law.py" line="34"/>
        <source>cliff made by fill and cut together</source>
        <translation>盛土と切土を同時に行って生じる崖</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/law.py" line="35"/>
        <source>stockpile, if it is one</source>
        <translation>土石の堆積（該当する場合）</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/law.py" line="36"/>
        <source>notification 30 days ahead (its sizes are not verified)</source>
        <translation>着手30日前までの届出（規模は未確認）</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/law.py" line="83"/>
        <source>{path} is no file of law sizes: it lacks {keys}. Begin with a copy of the plugin&apos;s own file.</source>
        <translation>{path} は規制規模のファイルではありません（{keys} がありません）。プラグイン付属のファイルを複製して編集してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/law.py" line="105"/>
        <source>{path} cannot be read as JSON ({detail}). Choose another file.</source>
        <translation>{path} をJSONとして読み込めません（{detail}）。別のファイルを選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/ranking.py" line="85"/>
        <source>No evidence is given. Choose the change score of at least one of optics, radar and elevation.</source>
        <translation>証拠となるデータが指定されていません。光学、SAR、標高のうち、少なくとも1つの変化スコアを指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="68"/>
        <source>Optics: two images</source>
        <translation>光学（2時期の画像）</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="85"/>
        <source>Images</source>
        <translation>画像</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="76"/>
        <source>Dates of which too little is seen</source>
        <translation>見える範囲が少なすぎる日</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="79"/>
        <source>Optics: a series</source>
        <translation>光学（時系列）</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="86"/>
        <source>Polarisations</source>
        <translation>偏波</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="88"/>
        <source>Looks</source>
        <translation>ルック数</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="91"/>
        <source>Radar</source>
        <translation>レーダ</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="98"/>
        <source>Shift of AFTER (m)</source>
        <translation>新しい標高データの位置ずれ (m)</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="98"/>
        <source>{x} east, {y} north, {z} up, corrected</source>
        <translation>東へ{x}、北へ{y}、上へ{z}（補正済み）</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="98"/>
        <source>{x} east, {y} north, {z} up, not corrected</source>
        <translation>東へ{x}、北へ{y}、上へ{z}（補正なし）</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="111"/>
        <source>Area of significant fill (m²)</source>
        <translation>有意な盛土の面積 (m²)</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="112"/>
        <source>Area of significant cut (m²)</source>
        <translation>有意な切土の面積 (m²)</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="115"/>
        <source>Elevations</source>
        <translation>標高データ</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="129"/>
        <source>A list to look at first, not a finding of unlawfulness. Images show where the ground&apos;s cover changed, not whether earth was moved: without elevations a clear-cut or a ploughed field looks like a fill. What a witness did not see is unknown, not unchanged. Nothing found was dropped; all candidates are in the layer.</source>
        <translation>これは最初に確認すべき場所のリストであり、違法と判断したものではありません。画像から分かるのは地表の変化で、土が動いたかどうかではありません。標高データがないと、伐採地や耕起した畑も盛土のように見えます。見えていない場所は「変化なし」ではなく「不明」です。抽出した箇所は1つも除かず、すべてレイヤに残しています。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="193"/>
        <source>Probability</source>
        <translation>確率</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/report.py" line="208"/>
        <source>Not seen</source>
        <translation>見えない割合</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/triage.py" line="163"/>
        <source>WEIGHTS: {name}={value} is no weight. Give numbers from 0 on for: {names}; or a preset file (.json).</source>
        <translation>WEIGHTS: {name}={value} は重みとして使えません。次の項目に0以上の数値を指定するか、プリセットファイル（.json）を指定してください: {names}</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/triage.py" line="173"/>
        <source>WEIGHTS: all weights are 0. Give at least one above 0.</source>
        <translation>WEIGHTS: 重みがすべて0です。少なくとも一つは0より大きくしてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/triage.py" line="239"/>
        <source>Flow paths on cells of {cell} m.</source>
        <translation>流下経路は {cell} mのセルで計算します。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/triage_reasons.py" line="11"/>
        <source>zone for residential land (宅地造成等工事規制区域)</source>
        <translation>宅地造成等工事規制区域</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/triage_reasons.py" line="12"/>
        <source>zone for specified fill (特定盛土等規制区域)</source>
        <translation>特定盛土等規制区域</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/triage_reasons.py" line="13"/>
        <source>zone of the fill law, kind not told apart</source>
        <translation>規制区域（区分なし）</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/triage_reasons.py" line="14"/>
        <source>outside the zones</source>
        <translation>規制区域外</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/triage_reasons.py" line="15"/>
        <source>unknown (no zones given)</source>
        <translation>不明（規制区域が未指定）</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/triage_reasons.py" line="19"/>
        <source>urbanisation promotion area</source>
        <translation>市街化区域</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/triage_reasons.py" line="20"/>
        <source>urbanisation control area</source>
        <translation>市街化調整区域</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/triage_reasons.py" line="21"/>
        <source>use district of an undivided planning area</source>
        <translation>非線引き都市計画区域（用途地域内）</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/triage_reasons.py" line="22"/>
        <source>undivided planning area</source>
        <translation>非線引き都市計画区域</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/triage_reasons.py" line="23"/>
        <source>outside city planning</source>
        <translation>都市計画区域外</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/triage_reasons.py" line="27"/>
        <source>collapse of a steep slope</source>
        <translation>急傾斜地の崩壊</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/triage_reasons.py" line="28"/>
        <source>debris flow</source>
        <translation>土石流</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/triage_reasons.py" line="29"/>
        <source>landslide</source>
        <translation>地すべり</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/triage_reasons.py" line="33"/>
        <source>warning area</source>
        <translation>土砂災害警戒区域</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/triage_reasons.py" line="34"/>
        <source>special warning area</source>
        <translation>土砂災害特別警戒区域</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/triage_reasons.py" line="38"/>
        <source>no permit</source>
        <translation>許可なし</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/triage_reasons.py" line="39"/>
        <source>explained by a permit</source>
        <translation>許可あり</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/triage_reasons.py" line="40"/>
        <source>partly explained by a permit</source>
        <translation>一部のみ許可あり</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/triage_reasons.py" line="41"/>
        <source>permit ran out meanwhile</source>
        <translation>変化の期間中に許可の期限切れ</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/triage_reasons.py" line="42"/>
        <source>permit had expired</source>
        <translation>許可の期限切れ</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/triage_reasons.py" line="43"/>
        <source>permit not yet valid</source>
        <translation>許可の開始前</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/triage_reasons.py" line="44"/>
        <source>period of the permit or of the change unknown</source>
        <translation>許可の期間または変化の時期が不明</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/triage_reasons.py" line="45"/>
        <source>unknown (no permits given)</source>
        <translation>不明（許可が未指定）</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/triage_reasons.py" line="49"/>
        <source>valid</source>
        <translation>有効</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/triage_reasons.py" line="50"/>
        <source>ran out meanwhile</source>
        <translation>期間中に期限切れ</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/triage_reasons.py" line="51"/>
        <source>expired</source>
        <translation>期限切れ</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/triage_reasons.py" line="52"/>
        <source>not yet valid</source>
        <translation>開始前</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/triage_reasons.py" line="53"/>
        <source>period not known</source>
        <translation>期間不明</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/triage_reasons.py" line="57"/>
        <source>after the designation</source>
        <translation>区域指定の後</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/triage_reasons.py" line="58"/>
        <source>before the designation</source>
        <translation>区域指定の前</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/triage_reasons.py" line="59"/>
        <source>before or after the designation</source>
        <translation>区域指定の前後いずれか</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/triage_reasons.py" line="64"/>
        <source>evidence of moved earth</source>
        <translation>土地改変の確からしさ</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/triage_reasons.py" line="80"/>
        <source>not explained by permits</source>
        <translation>許可で説明できないもの</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/triage_reasons.py" line="66"/>
        <source>size against the law</source>
        <translation>規制規模との比較</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/triage_reasons.py" line="67"/>
        <source>buildings below</source>
        <translation>下流の建物</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/triage_reasons.py" line="68"/>
        <source>debris-flow areas</source>
        <translation>土石流の警戒区域</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/triage_reasons.py" line="69"/>
        <source>restricted by city planning</source>
        <translation>市街化調整区域・都市計画区域外</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/triage_reasons.py" line="70"/>
        <source>in a zone of the fill law</source>
        <translation>規制区域内</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/triage_reasons.py" line="71"/>
        <source>near a valley line</source>
        <translation>渓流等に近い</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/triage_reasons.py" line="72"/>
        <source>slope of the ground</source>
        <translation>地盤の傾斜</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/triage_reasons.py" line="73"/>
        <source>road below</source>
        <translation>下流の道路</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/triage_reasons.py" line="74"/>
        <source>size</source>
        <translation>面積</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/triage_reasons.py" line="75"/>
        <source>onset against the designation</source>
        <translation>区域指定との前後</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/triage_reasons.py" line="76"/>
        <source>within reach of a road</source>
        <translation>道路からの近さ</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/triage_reasons.py" line="80"/>
        <source>candidates, with evidence of moved earth</source>
        <translation>候補（盛土等の証拠があるもの）</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/triage_reasons.py" line="80"/>
        <source>in urbanisation control or unplanned areas</source>
        <translation>市街化調整区域または都市計画区域外</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/triage_reasons.py" line="80"/>
        <source>with debris-flow risk</source>
        <translation>土石流のおそれがあるもの</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/triage_reasons.py" line="89"/>
        <source>Permit {number} ({start} to {end}) explains {share} % of the place: valid when the ground changed.</source>
        <translation>許可 {number}（{start}〜{end}）が箇所の {share} %を占め、土地の改変時に有効です。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/triage_reasons.py" line="92"/>
        <source>Permit {number} ({start} to {end}) explains only {share} % of the place; {rest} m² are unexplained.</source>
        <translation>許可 {number}（{start}〜{end}）が占めるのは箇所の {share} %にとどまり、{rest} m²は許可で説明できません。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/triage_reasons.py" line="96"/>
        <source>Permit {number} covers {share} % of the place, but it ended on {end}, before the ground changed.</source>
        <translation>許可 {number} が箇所の {share} %を占めますが、土地の改変前の {end} に期限が切れています。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/triage_reasons.py" line="99"/>
        <source>Permit {number} covers {share} % of the place, but begins on {start}, after the ground changed.</source>
        <translation>許可 {number} が箇所の {share} %を占めますが、始期は土地の改変後の {start} です。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/triage_reasons.py" line="102"/>
        <source>Permit {number} covers {share} % of the place, but ran out on {end}, within the time in which the ground changed: check whether the works were finished by then.</source>
        <translation>許可 {number} が箇所の {share} %を占めますが、改変のあった期間中の {end} に期限が切れています。期限までに工事が完了したか確認が必要です。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/triage_reasons.py" line="107"/>
        <source>Permit {number} covers {share} % of the place, but its period or the date of the change is not known: not taken as an explanation.</source>
        <translation>許可 {number} が箇所の {share} %を占めますが、許可の期間または改変の時期が不明のため、許可済みとはみなしていません。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/triage_reasons.py" line="112"/>
        <source>No permit is registered here.</source>
        <translation>該当する許可はありません。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/triage_reasons.py" line="113"/>
        <source>Fill law: {zone} ({share} % of the place).</source>
        <translation>盛土規制法: {zone}（箇所の {share} %）。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/triage_reasons.py" line="114"/>
        <source>Outside the zones of the fill law (by an approximate map).</source>
        <translation>盛土規制法の規制区域外です（概略図による）。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/triage_reasons.py" line="115"/>
        <source>Larger than what needs a permit: {item}, {value} ({size}; {source}).</source>
        <translation>許可を要する規模を超えています: {item} {value}（{size}、{source}）。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/triage_reasons.py" line="118"/>
        <source>Larger than what needs a permit: {item}, {value} ({size}; {source}), if the ground changed by more than 30 cm, which was not measured.</source>
        <translation>許可を要する規模を超えています: {item} {value}（{size}、{source}）。ただし、地盤面の変化が30 cmを超える場合に限ります（未計測）。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/triage_reasons.py" line="123"/>
        <source>Whether it is large enough to need a permit cannot be told at this resolution ({value}).</source>
        <translation>許可を要する規模かどうかは、この解像度では判定できません（{value}）。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/triage_reasons.py" line="126"/>
        <source>Too small to need a permit by every size ({value}).</source>
        <translation>いずれの基準でも、許可を要する規模に達しません（{value}）。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/triage_reasons.py" line="127"/>
        <source>City planning: {area} ({share} % of the place).</source>
        <translation>都市計画: {area}（箇所の {share} %）。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/triage_reasons.py" line="128"/>
        <source>Lies in a {level} for {phenomenon}.</source>
        <translation>{level}（{phenomenon}）にかかっています。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/triage_reasons.py" line="129"/>
        <source>The path below enters a {level} for {phenomenon}.</source>
        <translation>流下経路が{level}（{phenomenon}）に達します。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/triage_reasons.py" line="130"/>
        <source>Within {limit} m of a valley line ({distance} m): fill there holds back water.</source>
        <translation>渓床の中心線から {limit} m以内（{distance} m）で、渓流等における盛土に当たるおそれがあります。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/triage_reasons.py" line="133"/>
        <source>{distance} m from the nearest valley line.</source>
        <translation>最寄りの渓床の中心線まで {distance} mです。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/triage_reasons.py" line="134"/>
        <source>Ground slope {mean}° on average, {steepest}° at most.</source>
        <translation>地盤の傾斜は平均 {mean}°、最大 {steepest}°です。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/triage_reasons.py" line="135"/>
        <source>{count} buildings along the flow path below, the nearest {distance} m down.</source>
        <translation>流下経路沿いの下流に建物が {count} 棟あり、最も近いものまで経路沿いに {distance} mです。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/triage_reasons.py" line="138"/>
        <source>No building along the flow path below ({reach} m).</source>
        <translation>流下経路沿いの下流（{reach} m）に建物はありません。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/triage_reasons.py" line="139"/>
        <source>A road lies on the flow path {distance} m below.</source>
        <translation>流下経路沿いの下流 {distance} mに道路があります。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/triage_reasons.py" line="140"/>
        <source>The flow path leaves the elevations after {reach} m: what lies beyond is unknown.</source>
        <translation>流下経路が {reach} mで標高データの範囲を外れるため、その先は不明です。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/triage_reasons.py" line="143"/>
        <source>No elevations here: slope, valley lines and what lies below are unknown.</source>
        <translation>標高データがないため、傾斜、渓流等、下流の状況は不明です。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/triage_reasons.py" line="146"/>
        <source>{distance} m to the nearest road for cars.</source>
        <translation>車両の通れる最寄りの道路まで {distance} mです。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/triage_reasons.py" line="147"/>
        <source>Land use: {use} ({share} % of the place).</source>
        <translation>土地利用: {use}（箇所の {share} %）。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/triage_reasons.py" line="148"/>
        <source>Changed between {first} and {last}, after the zones came into force ({reference}).</source>
        <translation>改変の時期は {first} から {last} までの間で、区域指定（{reference}）の後です。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/triage_reasons.py" line="151"/>
        <source>Changed between {first} and {last}, before the zones came into force ({reference}).</source>
        <translation>改変の時期は {first} から {last} までの間で、区域指定（{reference}）の前です。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/triage_reasons.py" line="154"/>
        <source>Changed between {first} and {last}: whether before or after the zones came into force ({reference}) is open.</source>
        <translation>改変の時期は {first} から {last} までの間で、区域指定（{reference}）の前か後かは判定できません。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/triage_reasons.py" line="158"/>
        <source>The evidence of moved earth is weak ({evidence}): no better than class C.</source>
        <translation>土地改変の確からしさが低いため（{evidence}）、優先区分をC以下としました。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/triage_reasons.py" line="177"/>
        <source>{item}: {verdict} ({size}; {source})</source>
        <translation>{item}: {verdict}（{size}、{source}）</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/triage_reasons.py" line="178"/>
        <source>{item}: {verdict} ({source})</source>
        <translation>{item}: {verdict}（{source}）</translation>
    </message>
    <message>
        <location filename="../plugin/core/raster.py" line="203"/>
        <source>{name} cannot be brought into {crs} ({detail}). Choose a coordinate system of its region.</source>
        <translation>{name}を{crs}に変換できません（{detail}）。その地域に合った座標系を指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/sample/series.py" line="59"/>
        <source>Taking the optical image of {date}</source>
        <translation>{date}の光学画像を作成しています</translation>
    </message>
    <message>
        <location filename="../plugin/core/scenes/alos2.py" line="33"/>
        <source>{name} is of level {level}; only amplitudes on the ground (1.5, better 2.1) can be used. Order level 2.1 as GeoTIFF.</source>
        <translation>{name}の処理レベルは{level}です。使えるのは地上に投影された振幅画像（1.5、できれば2.1）だけです。レベル2.1のGeoTIFFを入手してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/scenes/assemble.py" line="91"/>
        <source>{name} holds no data at the place asked for, although its frame covers it. Choose another product or extent.</source>
        <translation>{name}の撮影範囲は指定した場所にかかっていますが、そこにはデータがありません。別の製品または別の範囲を指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/scenes/assemble.py" line="185"/>
        <source>{path} is already there and holds {other}. Give the result a name of its own (STACK), or choose another folder.</source>
        <translation>{path}は既にあり、別の製品{other}の結果です。結果に別のファイル名を付ける（STACK）か、別のフォルダを指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/scenes/assemble.py" line="247"/>
        <source>{name} holds {count} bands, but band {number} is needed. Download the product again, whole.</source>
        <translation>{name}のバンドは{count}個で、必要なバンド{number}がありません。製品全体をダウンロードし直してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/scenes/assemble.py" line="288"/>
        <source>{name} holds complex numbers (SLC). Choose a product of amplitudes on the ground.</source>
        <translation>{name}は複素数の画像（SLC）です。地上に投影された振幅画像の製品を指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/scenes/dimap.py" line="39"/>
        <source>{path} holds panchromatic images only, whose changes of vegetation cannot be told. Choose the multispectral (MS) or pan-sharpened (PMS) product.</source>
        <translation>{path}にはパンクロマティック画像しかなく、植生の変化を判別できません。マルチスペクトル（MS）またはパンシャープン（PMS）の製品を指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/scenes/dimap.py" line="52"/>
        <source>{name} is not orthorectified (level {level}): its cells do not lie where the map says. Order the ORTHO product, or orthorectify it first.</source>
        <translation>{name}はオルソ補正されていない（処理レベル{level}）ため、ピクセルの位置が地図と合いません。オルソ補正済み（ORTHO）の製品を入手するか、先にオルソ補正を行ってください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/scenes/dimap.py" line="64"/>
        <source>The metadata of {name} do not say which band is red and which near infrared. Name its bands in file order, such as {example}.</source>
        <translation>{name}のメタデータからは、赤と近赤外のバンドがどれか分かりません。バンド名をファイル内の順に指定してください（例: {example}）。</translation>
    </message>
    <message>
        <location filename="../plugin/core/scenes/landsat.py" line="35"/>
        <source>{name} is no surface reflectance of Collection 2 (level {level}, collection {collection}). Order Collection 2 Level 2 (L2SP) of the same scene from USGS EarthExplorer.</source>
        <translation>{name}はコレクション2の地表面反射率ではありません（処理レベル{level}、コレクション{collection}）。同じシーンのコレクション2・レベル2（L2SP）をUSGS EarthExplorerから入手してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/scenes/landsat.py" line="92"/>
        <source>{path} cannot be read ({detail}). Download the product again, whole.</source>
        <translation>{path}を読み込めません（{detail}）。製品全体をダウンロードし直してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/scenes/package.py" line="81"/>
        <source>There is no product at {path}. Choose the folder, the zip or one of the files of a product.</source>
        <translation>{path}に製品がありません。製品のフォルダ、zipファイル、または製品に含まれるファイルを指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/scenes/package.py" line="135"/>
        <source>{path} holds more than {most} files. Choose the folder of one product, not one above it.</source>
        <translation>{path}には{most}個を超えるファイルがあります。上位のフォルダではなく、1つの製品のフォルダを指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/scenes/package.py" line="148"/>
        <source>{path} is empty. Choose the folder or file that holds the product.</source>
        <translation>{path}は空です。製品が入っているフォルダまたはファイルを指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/scenes/package.py" line="156"/>
        <source>{path} cannot be read: it is incomplete, damaged or protected by a password ({detail}). Copy or download it again, or unpack it and choose the folder.</source>
        <translation>{path}を読み込めません。ファイルが途中で切れているか、壊れているか、パスワードがかかっています（{detail}）。コピーまたはダウンロードし直すか、展開したフォルダを指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/scenes/plain.py" line="55"/>
        <source>{name} does not tell its date. Type the date of observation, or write it into the file&apos;s name.</source>
        <translation>{name}の撮影日が分かりません。撮影日を入力するか、ファイル名に日付を入れてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/scenes/product.py" line="77"/>
        <source>The date of {name} cannot be read from its metadata (found: {found}). Download the product again, whole.</source>
        <translation>{name}の撮影日をメタデータから読み取れません（記載: {found}）。製品全体をダウンロードし直してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/scenes/product.py" line="91"/>
        <source>{path} holds {count} products: {names}. Choose one of them, by its file.</source>
        <translation>{path}には{count}個の製品があります（{names}）。そのうち1つを、含まれるファイルで指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/scenes/product.py" line="101"/>
        <source>{name} lacks {missing}. Download the product again, with all bands, and choose its folder or zip.</source>
        <translation>{name}には{missing}がありません。すべてのバンドを含む製品をダウンロードし直し、そのフォルダまたはzipファイルを指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/scenes/recognise.py" line="29"/>
        <source>{path} is no product that is known: Sentinel-2 L2A (SAFE), Landsat Collection 2 Level 2, SPOT or Pléiades (DIMAP), Sentinel-1 RTC (VV and VH), ALOS-2 1.5 or 2.1, or one image file. Choose its folder, zip or file.</source>
        <translation>{path}は対応している製品ではありません。対応しているのは、Sentinel-2 L2A（SAFE）、Landsatコレクション2レベル2、SPOT・Pléiades（DIMAP）、Sentinel-1 RTC（VVとVH）、ALOS-2（1.5または2.1）、1つの画像ファイルです。製品のフォルダ、zipファイル、または含まれるファイルを指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/scenes/recognise.py" line="38"/>
        <source>{name} was observed on {found}, but {typed} is typed. Leave the date empty, or correct it.</source>
        <translation>{name}の撮影日は{found}ですが、{typed}が入力されています。撮影日を空欄にするか、修正してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/scenes/sentinel1.py" line="71"/>
        <source>{path} is a Sentinel-1 product without terrain correction (GRD or SLC). Order the RTC product of the same date (OPERA RTC-S1, or ASF HyP3 On Demand).</source>
        <translation>{path}は地形補正されていないSentinel-1の製品（GRDまたはSLC）です。同じ日のRTC製品（OPERA RTC-S1またはASF HyP3オンデマンド）を入手してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/scenes/sentinel2.py" line="86"/>
        <source>The metadata of {name} lack {field}. Download the product again, whole.</source>
        <translation>{name}のメタデータに{field}がありません。製品全体をダウンロードし直してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/scenes/sentinel2.py" line="95"/>
        <source>{path} is a Sentinel-2 Level-1C product, which still holds the atmosphere and has no cloud mask. Download the Level-2A product (MSIL2A) of the same date.</source>
        <translation>{path}はSentinel-2のレベル1C製品です。大気の影響が残っており、雲マスクもありません。同じ日のレベル2A製品（MSIL2A）をダウンロードしてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/scenes/target.py" line="49"/>
        <source>{name} does not cover the place asked for: it lies at {own}, the place at {asked} ({crs}). Choose the product of this place, or another extent.</source>
        <translation>{name}は指定した場所を覆っていません。製品の範囲は{own}、指定した場所は{asked}です（{crs}）。この場所の製品、または別の範囲を指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/scenes/target.py" line="79"/>
        <source>{name} as reference already says which cells and which coordinate system. Give either the reference or a resolution and coordinate system.</source>
        <translation>参照画像{name}でピクセルと座標系が決まります。参照画像か、解像度と座標系か、どちらか一方だけを指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/scenes/target.py" line="91"/>
        <source>The extent lies outside {name}. Choose an extent inside the reference.</source>
        <translation>指定した範囲が{name}の外にあります。参照画像の内側の範囲を指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/scenes/target.py" line="153"/>
        <source>{crs} is no coordinate system. Give one such as EPSG:6677.</source>
        <translation>{crs}は座標系ではありません。EPSG:6677のように指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/scenes/target.py" line="107"/>
        <source>{name} would come out in degrees ({crs}), but areas and distances need metres. Give a coordinate system in metres (for Tokyo EPSG:6677) or a reference image.</source>
        <translation>このままでは{name}が緯度経度（{crs}）で出力されますが、面積や距離の計算にはメートル単位の座標系が必要です。メートル単位の座標系（東京都ではEPSG:6677）または参照画像を指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/scenes/target.py" line="158"/>
        <source>The extent {extent} is empty or cannot be brought into {crs}. Draw it again.</source>
        <translation>範囲{extent}が空であるか、{crs}に変換できません。範囲を指定し直してください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/base.py" line="383"/>
        <source>There is no GeoTIFF in {folder}. Choose the folder that holds the stack.</source>
        <translation>{folder}にGeoTIFFがありません。スタックの画像が入ったフォルダを指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/register_layers.py" line="59"/>
        <source>REGISTER: {value} is neither a GeoPackage (.gpkg) nor a PostgreSQL connection of this QGIS (it has: {known}).</source>
        <translation>REGISTER: {value}は、GeoPackage（.gpkg）でも、このQGISのPostgreSQL接続（登録済み: {known}）でもありません。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/updateregister.py" line="180"/>
        <source>{name} is a layer of the register itself. Choose what was observed.</source>
        <translation>{name}は台帳自身のレイヤです。観測したもののレイヤを指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/updateregister.py" line="192"/>
        <source>A new register needs a projected coordinate system in metres, and {crs} is none. Choose CRS, such as EPSG:6677.</source>
        <translation>新しい台帳にはメートル単位の投影座標系が必要ですが、{crs}は違います。CRSにEPSG:6677などを指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/updateregister.py" line="261"/>
        <source>{name} holds no outlines. Where nothing was found in an area, give OBSERVED_ON and AREA.</source>
        <translation>{name}に取り込む地物がありません。何も見つからなかった観測を登録するには、OBSERVED_ONとAREAを指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/updateregister.py" line="275"/>
        <source>Feature {number} holds no date in after_date. Give OBSERVED_ON, the date it was seen.</source>
        <translation>地物{number}の属性after_dateに日付がありません。OBSERVED_ONに観測日を指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/updateregister.py" line="293"/>
        <source>The candidates are of several dates ({dates}), so AREA belongs to none. Give OBSERVED_ON, or bring them in date by date.</source>
        <translation>候補に複数の日付（{dates}）があるため、AREAがどの日のものか決められません。OBSERVED_ONを指定するか、日付ごとに取り込んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/updateregister.py" line="303"/>
        <source>{name} holds no polygons. Choose the area that was looked at, or none.</source>
        <translation>{name}にポリゴンがありません。観測した範囲を指定するか、空欄にしてください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/detectfill.py" line="169"/>
        <source>{given} is given without {missing}. Give both, or neither.</source>
        <translation>{given}だけが指定され、{missing}がありません。両方を指定するか、両方を空欄にしてください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/detectfill.py" line="175"/>
        <source>Both an image pair and a folder with a series are given. Leave one out; the series can hold the pair.</source>
        <translation>画像ペアと時系列画像のフォルダの両方が指定されています。どちらか一方にしてください（ペアの画像は時系列のフォルダに入れられます）。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/detectfill.py" line="189"/>
        <source>Nothing to compare is given. Choose an image pair, a folder of images, a SAR stack or two elevation models.</source>
        <translation>比較するデータが指定されていません。画像ペア、時系列画像のフォルダ、SAR画像スタック、2時期の標高データのいずれかを指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/fillcandidates.py" line="83"/>
        <source>{name} is given without {needed}. Give both, of one and the same run.</source>
        <translation>{name}だけが指定され、{needed}がありません。同じ実行で得た両方を指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/importscene.py" line="143"/>
        <source>No result is asked for. Give STACK, the name of a file, or OUTPUT_FOLDER.</source>
        <translation>出力の指定がありません。STACK（ファイル名）またはOUTPUT_FOLDERを指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/importscene.py" line="166"/>
        <source>Give exactly one of PRODUCT (a file or archive) and PRODUCT_FOLDER; given: {count}.</source>
        <translation>PRODUCT（ファイルまたは圧縮ファイル）とPRODUCT_FOLDERのどちらか一方だけを指定してください（指定されているのは{count}個です）。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/models.py" line="16"/>
        <source>Fill patrol, one observation</source>
        <translation>盛土パトロール（1回の観測）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/models.py" line="16"/>
        <source>From an observation to the field: detects what was altered with all that is given (image pair or series, radar, elevations), triages it, brings it into the register of sites and writes the list for inspectors.</source>
        <translation>観測から現地確認までを通して行います。指定したすべてのデータ（画像ペアまたは時系列、SAR、標高）から地形改変の候補を検出し、法令・許可・危険度で絞り込み、箇所台帳に登録して、現地確認リストを書き出します。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/models.py" line="24"/>
        <source>Fill patrol, batch of areas</source>
        <translation>盛土パトロール（複数区域の一括）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/models.py" line="24"/>
        <source>Joins the candidates of many areas into one order of visits: run the detection as a batch first, a row per area, then give its results here. They are triaged together, brought into the register of sites and listed for inspectors.</source>
        <translation>複数の区域の候補を、1つの確認順にまとめます。先に「不適正盛土の検出」を区域ごとに1行としてバッチ実行し、その結果をここに指定します。まとめて絞り込みを行い、箇所台帳に登録して、現地確認リストを書き出します。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/styling.py" line="21"/>
        <source>brighter in radar</source>
        <translation>レーダで増加</translation>
    </message>
    <message>
        <location filename="../plugin/processing/styling.py" line="21"/>
        <source>darker in radar</source>
        <translation>レーダで減少</translation>
    </message>
    <message>
        <location filename="../plugin/processing/styling.py" line="21"/>
        <source>mixed in radar</source>
        <translation>レーダで混在</translation>
    </message>
    <message>
        <location filename="../plugin/processing/styling.py" line="21"/>
        <source>Closed (lawful or false)</source>
        <translation>対応不要（適正・誤検出）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/styling.py" line="21"/>
        <source>Needs another look</source>
        <translation>再確認が必要</translation>
    </message>
    <message>
        <location filename="../plugin/processing/styling.py" line="21"/>
        <source>Class A: debris-flow risk</source>
        <translation>区分A: 土石流のおそれ</translation>
    </message>
    <message>
        <location filename="../plugin/processing/styling.py" line="21"/>
        <source>Class B: restricted area</source>
        <translation>区分B: 市街化調整区域等</translation>
    </message>
    <message>
        <location filename="../plugin/processing/styling.py" line="21"/>
        <source>Class C: not explained by permits</source>
        <translation>区分C: 許可で説明できない</translation>
    </message>
    <message>
        <location filename="../plugin/processing/styling.py" line="21"/>
        <source>Weak evidence</source>
        <translation>証拠が弱い</translation>
    </message>
    <message>
        <location filename="../plugin/processing/styling.py" line="21"/>
        <source>Class D: none of these</source>
        <translation>区分D: いずれにも該当しない</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/sar_stack.py" line="479"/>
        <source>{name} is said to be linear power, but {share} % of its values are below zero, which no power is. If it holds decibels, set SCALE to db. If the subtraction of noise left them, process it without that, or set these cells to no data.</source>
        <translation>{name}は強度と指定されていますが、値の{share} %が負です。強度が負になることはありません。デシベルの画像であれば、画像の単位（SCALE）をdbにしてください。ノイズ除去で負になった場合は、ノイズ除去なしで処理し直すか、該当するピクセルをNoDataにしてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/sar_stack.py" line="490"/>
        <source>{name}: {share} % of its values are below zero: too many for power, too few for decibels of ordinary ground. If it holds decibels, set SCALE to db. If it holds power, process it without the subtraction of noise, or set these cells to no data.</source>
        <translation>{name}: 値の{share} %が負です。強度としては多すぎ、通常の地表のデシベルとしては少なすぎます。デシベルの画像であれば、画像の単位（SCALE）をdbにしてください。強度の画像であれば、ノイズ除去なしで処理し直すか、該当するピクセルをNoDataにしてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fill/triage.py" line="143"/>
        <source>WEIGHTS: {path} is no preset: it holds no weights. Choose a changed copy of resources/presets/triage.json.</source>
        <translation>WEIGHTS: {path}には重み（weights）がなく、プリセットではありません。resources/presets/triage.jsonを複製して変更したものを指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fill/triaging.py" line="269"/>
        <source>{name} holds no polygons. Choose a layer of candidates.</source>
        <translation>{name}はポリゴンのレイヤではありません。候補のレイヤを指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register.py" line="219"/>
        <source>{path} is no register this plugin knows: its version (schema_version in register_info) reads “{version}”. Choose another register, or restore a backup of this one. Nothing was changed.</source>
        <translation>{path}は、このプラグインが扱える台帳ではありません。バージョン（register_infoのschema_version）が「{version}」となっています。別の台帳を指定するか、バックアップから復元してください。台帳は変更していません。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_geopackage.py" line="186"/>
        <source>Waiting: {path} is locked by another program.</source>
        <translation>待機中: {path}は他のプログラムがロックしています。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/updateregister.py" line="251"/>
        <source>None of the {count} features of {name} shows an area or a point. Choose a layer of polygons or points, or mend this one.</source>
        <translation>{name}の{count}個の地物には、面積のあるものも点もありません。ポリゴンかポイントのレイヤを指定するか、このレイヤを直してください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/updateregister.py" line="336"/>
        <source>{name} is a layer of {kind}. Sites need polygons or points: choose such a layer as CANDIDATES.</source>
        <translation>{name}は{kind}のレイヤです。箇所の登録にはポリゴンかポイントが必要です。CANDIDATESにはそのようなレイヤを指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/catalogue.py" line="28"/>
        <source>It reaches over the edge of its sheet {sheet}.</source>
        <translation>図郭{sheet}の外にはみ出しています。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/catalogue.py" line="29"/>
        <source>X and Y are exchanged: only so do its coordinates lie in its sheet {sheet}.</source>
        <translation>XとYが入れ替わっています。入れ替えると座標が図郭{sheet}に入ります。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/catalogue.py" line="30"/>
        <source>Its name says sheet {sheet}, but its coordinates lie elsewhere.</source>
        <translation>名前は図郭{sheet}ですが、座標は別の場所にあります。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/importing.py" line="122"/>
        <source>{name} is the same tile as {other}; it is used once.</source>
        <translation>{name}は{other}と同じタイルなので、一度だけ使います。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality.py" line="200"/>
        <source>None of the {count} tiles can be used. The first: {why}</source>
        <translation>{count} 個のタイルはいずれも使えません。最初のもの: {why}</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/catalogue.py" line="175"/>
        <source>There are no point clouds (LAS, LAZ, zips of them). Choose another folder.</source>
        <translation>点群(LAS、LAZ、それらのzip)がありません。別のフォルダを選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/importing.py" line="144"/>
        <source>{name} holds no points. Leave it out, or download it again.</source>
        <translation>{name}には点がありません。除くか、ダウンロードし直してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/catalogue.py" line="269"/>
        <source>The tiles lie in different coordinate systems: {first} in {first_crs}, {other} in {other_crs}. Run each system by itself, or give the right one for a tile that is wrong.</source>
        <translation>タイルの座標系が異なります。{first}は{first_crs}、{other}は{other_crs}です。座標系ごとに実行するか、誤っているタイルには正しい座標系を指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/classify.py" line="42"/>
        <source>None of its points is the last return of a pulse, so that all were taken for last ones.</source>
        <translation>ラストリターン（パルスの最後の反射）の点が一つもないため、すべての点をラストリターンとして扱いました。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/classify.py" line="45"/>
        <source>It has {density} last returns per m², too few for cells of {cell} m: most of them are empty. Choose a larger cell.</source>
        <translation>ラストリターンの点密度が {density} 点/m² で、{cell} m のセルには不足しています（大半のセルが空です）。より大きなセルを指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/classify.py" line="49"/>
        <source>It had ground already ({share} % of its points), which was decided anew.</source>
        <translation>すでに地面に分類された点（全体の {share} %）がありましたが、分類し直しました。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/classify.py" line="50"/>
        <source>No ground was found in it.</source>
        <translation>地面の点が見つかりませんでした。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/classify.py" line="51"/>
        <source>{count} points outside the box in its header took no part.</source>
        <translation>ヘッダーの範囲の外にある {count} 点は、分類に使いませんでした。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/classify.py" line="52"/>
        <source>It is called ground, but {share} % of its points were of other classes: it holds everything.</source>
        <translation>地面だけのデータという名前ですが、{share} % の点が他のクラスでした。全点のデータと思われます。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/classify.py" line="55"/>
        <source>It is called ground, but {share} % of its points are not the last of their pulse: it holds everything.</source>
        <translation>地面だけのデータという名前ですが、{share} % の点がラストリターンではありません。全点のデータと思われます。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/classify.py" line="58"/>
        <source>Its neighbour {other} cannot be read; towards it the ground was found without what lies beyond.</source>
        <translation>隣接タイル {other} を読み込めないため、その側の縁は隣の点なしで分類しました。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/classify.py" line="112"/>
        <source>{folder} holds a tile that is to be read ({name}). Choose another folder.</source>
        <translation>{folder} には、読み込むタイル（{name}）が入っています。別のフォルダを指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/classify.py" line="172"/>
        <source>{name} is not there any more. Index the folder again.</source>
        <translation>{name} がなくなっています。フォルダの索引を作り直してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/control.py" line="207"/>
        <source>{path} holds no control points. It needs a row for each, with its height.</source>
        <translation>{path} に検証点がありません。1 点につき 1 行、標高とともに記入してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/control.py" line="201"/>
        <source>{path} cannot be read ({detail}). Choose the CSV of control points.</source>
        <translation>{path} を読めません({detail})。検証点の CSV を選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/control.py" line="189"/>
        <source>{path} is neither UTF-8 nor Shift_JIS (CP932) text. Save it as “CSV UTF-8” and run again.</source>
        <translation>{path} は UTF-8 でも Shift_JIS(CP932)でもありません。「CSV UTF-8」で保存し直して、もう一度実行してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/control.py" line="233"/>
        <source>{path}: coordinates or heights of the control points were not found (columns: {columns}). Name the columns id, east, north, height, or 点名, X, Y, 標高.</source>
        <translation>{path}: 検証点の座標または標高の列が見つかりません(列: {columns})。列名を 点名, X, Y, 標高 または id, east, north, height にしてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/control.py" line="287"/>
        <source>{path}: whether X of the control points is east or north cannot be told ({xy} lie in the tiles either way). Say it by AXES.</source>
        <translation>{path}: 検証点の X が東か北か判断できません(どちらの順でも {xy} 点がタイルの中にあります)。AXES で指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/control.py" line="287"/>
        <source>{path}: no control point lies in the tiles ({bounds}), whichever of X and Y is north. Check that they are in the coordinate system of the tiles.</source>
        <translation>{path}: X と Y のどちらを北としても、タイル({bounds})の中に検証点がありません。タイルと同じ座標系か確認してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/control.py" line="328"/>
        <source>outside the tiles</source>
        <translation>タイルの外です</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/control.py" line="366"/>
        <source>only {count} ground points around</source>
        <translation>周囲の地表面の点が {count} 点しかありません</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/control.py" line="360"/>
        <source>the ground points around lie in a line or on a wall</source>
        <translation>周囲の地表面の点が一直線上または壁面にあります</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/copc.py" line="118"/>
        <source>{path} would hold no points. Check what it is made from.</source>
        <translation>{path}に書き込む点がありません。元のデータを確認してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/copc.py" line="252"/>
        <source>{count} points lie at one place. The source is damaged: check it.</source>
        <translation>{count}点が同じ位置にあります。元のデータが壊れていますので、確認してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/copc.py" line="447"/>
        <source>{path} is no whole COPC file. Make it again from its source.</source>
        <translation>{path}は完全なCOPCファイルではありません。元のデータから作り直してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/copc.py" line="527"/>
        <source>{path} does not read back as it was written ({detail}) and was not kept. Run again; if it happens again, check the disk.</source>
        <translation>{path}を読み戻した内容が書き込んだ内容と一致しないため（{detail}）、保存しませんでした。もう一度実行してください。繰り返す場合はディスクを点検してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/copcfolder.py" line="212"/>
        <source>{name} was changed while it was read. Run again when it is complete.</source>
        <translation>{name}は読み取り中に変更されました。完全なファイルになってから実行し直してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/copcfolder.py" line="253"/>
        <source>Its waveforms were left out; COPC has none.</source>
        <translation>波形データは除きました（COPCには格納できません）。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/copcfolder.py" line="255"/>
        <source>It has no GPS times; they are 0.</source>
        <translation>GPS 時刻がないため、0 としました。</translation>
    </message>
    <message>
        <location filename="../plugin/core/files.py" line="98"/>
        <source>{folder} is being written to by another run. Wait for it, or choose another folder.</source>
        <translation>{folder} には別の処理が書き込み中です。終わるまで待つか、別のフォルダを指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/crs.py" line="38"/>
        <source>It has no coordinate system; {crs} was taken from its map sheet {sheet}.</source>
        <translation>座標系が書かれていないため、図郭{sheet}から{crs}としました。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/crs.py" line="39"/>
        <source>Its {written} was replaced by {given}, as asked.</source>
        <translation>指定どおり、書かれている{written}を{given}に置き換えました。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/crs.py" line="40"/>
        <source>Its coordinates are in feet ({crs}); lengths you give are metres.</source>
        <translation>座標がフィート単位です({crs})。パラメータの長さはメートルです。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/crs.py" line="132"/>
        <source>{name} says it is in {written}, but {given} was given. Leave the coordinate system empty, or tick that yours replaces the one in the file.</source>
        <translation>{name}の座標系は{written}と書かれていますが、{given}が指定されました。座標系を空にするか、指定した座標系で置き換えるようチェックしてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/crs.py" line="151"/>
        <source>{name} says it is in {written}, but its map sheet {sheet} lies in {expected}. Give the right coordinate system, and tick that yours replaces the one in the file where that is wrong.</source>
        <translation>{name}の座標系は{written}と書かれていますが、図郭{sheet}は{expected}にあります。正しい座標系を指定し、ファイルの記載が誤りであれば、置き換えるようチェックしてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/crs.py" line="173"/>
        <source>{name} has no coordinate system, and its name is no map sheet. Give the coordinate system (for Tokyo usually EPSG:6677).</source>
        <translation>{name}には座標系が書かれておらず、名前も図郭番号ではありません。座標系を指定してください(東京は通常EPSG:6677)。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/crs.py" line="182"/>
        <source>{name} is in degrees ({crs}), but metres are needed. Project it to a plane rectangular system.</source>
        <translation>{name}は度単位です({crs})。メートル単位が必要です。平面直角座標系に投影してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/crs.py" line="348"/>
        <source>Its GeoTIFF keys name no coordinate system.</source>
        <translation>GeoTIFFキーに座標系が書かれていません。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/crs.py" line="351"/>
        <source>Its coordinate system is user-defined and was not read.</source>
        <translation>座標系がユーザー定義のため、読みませんでした。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/crs.py" line="363"/>
        <source>Its GeoTIFF keys name a unit that its system does not have.</source>
        <translation>GeoTIFFキーの単位が、その座標系の単位と異なります。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/crs.py" line="370"/>
        <source>Its coordinate system cannot be understood ({detail}).</source>
        <translation>座標系を解釈できません({detail})。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/csf.py" line="27"/>
        <source>csf needs the library cloth-simulation-filter, which is not installed. Choose smrf or ptd.</source>
        <translation>csf にはライブラリ cloth-simulation-filter が必要ですが、インストールされていません。smrf または ptd を選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/epochs.py" line="72"/>
        <source>The heights of BASE ({base}) and NEW ({new}) refer to different datums. Say by HEIGHT_CHANGE how to bring them together: “offset” with HEIGHT_OFFSET (metres to add to NEW), or “same” if they are the same after all.</source>
        <translation>BASE({base})と NEW({new})の標高基準が異なります。HEIGHT_CHANGE で扱いを指定してください。offset と HEIGHT_OFFSET(NEW に加えるメートル)、または実際には同じ場合は same です。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/epochs.py" line="87"/>
        <source>BASE ({base}) and NEW ({new}) lie on both sides of 2025-04-01, when the heights of Japan were revised, and the files do not say which heights they hold. Say it by HEIGHT_CHANGE: “same” if both hold the same heights, “offset” with HEIGHT_OFFSET (metres to add to NEW); or give BASE_DATE and NEW_DATE if the dates in the files are wrong.</source>
        <translation>BASE({base})と NEW({new})は標高改定日 2025-04-01 をはさんでおり、ファイルからはどちらの標高かわかりません。HEIGHT_CHANGE で指定してください。同じ標高なら same、異なる場合は offset と HEIGHT_OFFSET(NEW に加えるメートル)です。ファイルの日付が誤っている場合は BASE_DATE と NEW_DATE を指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/epochs.py" line="98"/>
        <source>Neither the height datums nor the dates of both captures are known (BASE: {base}, NEW: {new}); that their heights agree was only checked on the ground. Heights of Japan were revised on 2025-04-01.</source>
        <translation>両データの標高基準も計測日もわかりません(BASE: {base}、NEW: {new})。標高の一致は地表面の比較でのみ確認しました。日本の標高は 2025-04-01 に改定されています。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/source.py" line="215"/>
        <source>{name} cannot be opened ({detail}). Download or copy it again.</source>
        <translation>{name}を開けません({detail})。ダウンロードまたはコピーをやり直してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/fit.py" line="133"/>
        <source>NEW does not overlap BASE: BASE covers {base}, NEW {new}. Choose captures of one place, and check that both carry their own coordinate system.</source>
        <translation>NEW が BASE と重なりません(BASE: {base}、NEW: {new})。同じ場所のデータを選び、それぞれの座標系が正しいか確認してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/fit.py" line="223"/>
        <source>Only {cells} m² of ground are common to BASE and NEW, too little to check how they fit. Both need ground (class 2): classify them first, or choose FIT “none” to go on unchecked.</source>
        <translation>BASE と NEW に共通する地表面が {cells} m² しかなく、整合を確認できません。両方に地表面(分類 2)が必要です。先に分類するか、確認せずに進める場合は FIT を none にしてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/fit.py" line="289"/>
        <source>{name} has no ground (class 2) where BASE and NEW overlap, so that their fit cannot be checked. Classify it first, or choose FIT “none” to go on unchecked.</source>
        <translation>BASE と NEW が重なる範囲の {name} に地表面(分類 2)がないため、整合を確認できません。先に分類するか、確認せずに進める場合は FIT を none にしてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/ground.py" line="60"/>
        <source>{method} has no {name}. Leave it empty, or choose another method.</source>
        <translation>{method} に {name} という設定はありません。空欄にするか、別の手法を選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/ground.py" line="67"/>
        <source>{name}: {value} makes no sense. Give a number above zero.</source>
        <translation>{name}: {value} は使えない値です。0より大きい数を指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/ground.py" line="74"/>
        <source>The window ({window} m) is smaller than a cell ({cell} m).</source>
        <translation>ウィンドウ（{window} m）がセル（{cell} m）より小さくなっています。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/header.py" line="23"/>
        <source>It holds no points.</source>
        <translation>点がありません。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/header.py" line="24"/>
        <source>The box in its header cannot be right.</source>
        <translation>ヘッダの範囲が正しくありません。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/header.py" line="26"/>
        <source>It is truncated: {count} points promised, {held} there.</source>
        <translation>途中で切れています。{count}点のはずが、{held}点しかありません。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/header.py" line="97"/>
        <source>{name} ends within its header or is damaged. Download or copy it again.</source>
        <translation>{name}はヘッダの途中で終わっているか、壊れています。ダウンロードまたはコピーをやり直してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/header.py" line="110"/>
        <source>{name} is no LAS or LAZ file (it does not begin like one). Download or copy it again.</source>
        <translation>{name}はLASでもLAZでもありません(先頭が異なります)。ダウンロードまたはコピーをやり直してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/header.py" line="135"/>
        <source>Its records before the points are too long; the rest was not read.</source>
        <translation>点の前のレコードが長すぎるため、残りは読みませんでした。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/header.py" line="170"/>
        <source>{name} is LAS {version}; 1.0 to 1.4 can be read. Convert it or ask who delivered it.</source>
        <translation>{name}はLAS {version}です。読めるのは1.0~1.4です。変換するか、納品元に確認してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/header.py" line="179"/>
        <source>{name} has points of format {format}; 0 to 10 are defined. The file is damaged: copy it again.</source>
        <translation>{name}の点フォーマットは{format}です。定義されているのは0~10です。ファイルが壊れているので、コピーし直してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/header.py" line="195"/>
        <source>{name} has a header that contradicts itself (length of points, scale or start of the points). The file is damaged: download or copy it again.</source>
        <translation>{name}のヘッダに矛盾があります(点の長さ、スケール、点の開始位置のいずれか)。ファイルが壊れているので、ダウンロードまたはコピーをやり直してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/header.py" line="215"/>
        <source>Its header promises {promised} records before the points; there are {found}.</source>
        <translation>ヘッダでは点の前に{promised}個のレコードがあるはずですが、{found}個しかありません。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/header.py" line="243"/>
        <source>Its header promises {promised} records behind the points; there are {found}.</source>
        <translation>ヘッダでは点の後に{promised}個のレコードがあるはずですが、{found}個しかありません。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/header.py" line="264"/>
        <source>Its counts by return add up to {sum}, not to its {count} points.</source>
        <translation>反射番号ごとの点数の合計が{sum}で、点数{count}と合いません。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/import_report.py" line="18"/>
        <source>written in the tiles</source>
        <translation>タイルに記載</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/import_report.py" line="19"/>
        <source>given by the user</source>
        <translation>利用者が指定</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/import_report.py" line="20"/>
        <source>implied by the map sheet in the name</source>
        <translation>ファイル名の図郭から判断</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/import_report.py" line="23"/>
        <source>never classified</source>
        <translation>未処理</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/import_report.py" line="24"/>
        <source>unclassified</source>
        <translation>未分類</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/import_report.py" line="25"/>
        <source>ground</source>
        <translation>地盤</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/import_report.py" line="26"/>
        <source>low vegetation</source>
        <translation>低い植生</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/import_report.py" line="27"/>
        <source>medium vegetation</source>
        <translation>中くらいの植生</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/import_report.py" line="28"/>
        <source>high vegetation</source>
        <translation>高い植生</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/import_report.py" line="29"/>
        <source>building</source>
        <translation>建物</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/import_report.py" line="30"/>
        <source>low noise</source>
        <translation>低いノイズ</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/import_report.py" line="31"/>
        <source>water</source>
        <translation>水面</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/import_report.py" line="32"/>
        <source>bridge</source>
        <translation>橋</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/import_report.py" line="33"/>
        <source>high noise</source>
        <translation>高いノイズ</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_report.py" line="287"/>
        <source>Tiles</source>
        <translation>タイル</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/import_report.py" line="50"/>
        <source>of them unchanged since an earlier run</source>
        <translation>うち前回から変更なし</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/import_report.py" line="86"/>
        <source>Tiles left out</source>
        <translation>除外したタイル</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_report.py" line="370"/>
        <source>Points</source>
        <translation>点数</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/import_report.py" line="54"/>
        <source>Known from</source>
        <translation>座標系の根拠</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/import_report.py" line="58"/>
        <source>Height datum</source>
        <translation>標高の基準</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/import_report.py" line="119"/>
        <source>Heights</source>
        <translation>標高</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/import_report.py" line="66"/>
        <source>The tiles have different height datums: the layer carries none. Do not subtract heights of these tiles from one another before they are brought to one datum.</source>
        <translation>タイルによって標高の基準が異なるため、レイヤには基準を付けていません。基準をそろえるまで、これらのタイルの標高どうしを引き算しないでください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/import_report.py" line="73"/>
        <source>No tile says from where its heights count, and no datum was given: the layer carries none. Tokyo&apos;s surveys before 2025-04-01 are of JGD2011 (Tokyo Bay), on Hachijojima and further south of the sea around the island.</source>
        <translation>標高の基準がどのタイルにも書かれておらず、指定もないため、レイヤには基準を付けていません。2025年4月1日より前の東京都の測量はJGD2011（東京湾平均海面）、八丈島以南は島の平均海面が基準です。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/import_report.py" line="84"/>
        <source>Why</source>
        <translation>理由</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/import_report.py" line="96"/>
        <source>Remark</source>
        <translation>注意事項</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/import_report.py" line="96"/>
        <source>The first</source>
        <translation>最初の例</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/import_report.py" line="106"/>
        <source>Share (%)</source>
        <translation>割合（%）</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/import_report.py" line="116"/>
        <source>Points by class</source>
        <translation>クラスごとの点数</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_report.py" line="166"/>
        <source>Tile</source>
        <translation>タイル</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/import_report.py" line="119"/>
        <source>Sheet</source>
        <translation>図郭</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/import_report.py" line="119"/>
        <source>Made from</source>
        <translation>取り込み元</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/import_report.py" line="134"/>
        <source>Every tile was read back after it was written: number of points, bounds, coordinates (by a checksum), points by class and by return agree with its source.</source>
        <translation>すべてのタイルを書き込み後に読み戻し、点数、範囲、座標（チェックサム）、クラス別とリターン別の点数が元のデータと一致することを確かめました。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/import_report.py" line="140"/>
        <source>Import of point clouds</source>
        <translation>点群の取り込み</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/import_report.py" line="147"/>
        <source>The first {shown} of {count}; the index holds all.</source>
        <translation>{count}件のうち最初の{shown}件です。すべてはインデックスにあります。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/importing.py" line="161"/>
        <source>{name} says its heights are {written}, but {given} was given. Take the heights as decided, or tick that yours replaces what is in the file.</source>
        <translation>{name}の標高は{written}と書かれていますが、{given}が指定されました。「タイルに書かれたとおり」を選ぶか、書かれた内容を置き換えることを示すチェックを入れてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/importing.py" line="219"/>
        <source>{name} has east before north, against what was chosen: only so does it lie in its map sheet or zone. Import it with the other order.</source>
        <translation>{name}は、指定と異なり東・北の順で書かれています。そう読んだ場合にだけ、図郭または系の範囲に入ります。もう一方の順序で取り込んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/importing.py" line="227"/>
        <source>{name} seems to have north before east, as surveyors write X and Y: only so does it lie in its map sheet or zone. Choose that order and run again, for these tiles alone.</source>
        <translation>{name}は、測量のX・Yのように北・東の順で書かれているようです。そう読んだ場合にだけ、図郭または系の範囲に入ります。その順序を選び、このようなタイルだけで実行し直してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/importing.py" line="282"/>
        <source>{name} lies in {crs}, most other tiles in {usual}; one layer has one system. Import it by itself into another folder.</source>
        <translation>{name}の座標系は{crs}ですが、ほかの多くのタイルは{usual}です。1つのレイヤには1つの座標系しか使えません。別のフォルダへ単独で取り込んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/lattice.py" line="88"/>
        <source>No tile reaches into EXTENT (tiles: {bounds}). Choose an area where tiles lie.</source>
        <translation>EXTENT の中にタイルがありません（タイルの範囲: {bounds}）。タイルのある範囲を選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/lattice.py" line="131"/>
        <source>The surfaces would have {cells} cells, more than can be made. Give EXTENT or a coarser RESOLUTION; or is the box of {name} wrong ({box})?</source>
        <translation>結果が {cells} セルになり、作成できる大きさを超えます。EXTENT を指定するか RESOLUTION を粗くしてください。{name} の範囲（{box}）が誤っている可能性もあります。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/layout.py" line="58"/>
        <source>The extent holds about {count} sheets of level {level}; at most {most} are drawn. Choose a smaller extent or a coarser level, and check the coordinate system of the extent.</source>
        <translation>範囲にレベル{level}の図郭が約{count}枚あります。作成できるのは{most}枚までです。範囲を狭めるか粗いレベルを選び、範囲の座標参照系も確かめてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/layout.py" line="69"/>
        <source>No sheet of level {level} lies in the extent: it is outside of what the codes reach. Check the zone and the coordinate system of the extent.</source>
        <translation>範囲にレベル{level}の図郭がありません。図郭コードで表せる区域の外です。系番号と、範囲の座標参照系を確かめてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/layout.py" line="108"/>
        <source>The extent is empty, or lies where its coordinate system does not reach. Draw another.</source>
        <translation>範囲が空か、その座標参照系では表せない場所にあります。範囲を指定し直してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/meshes.py" line="84"/>
        <source>“{code}” is no mesh code. Codes have 4 digits (80 km), 6 (10 km), 8 (1 km), 9 (500 m), 10 (250 m or 100 m) or 11 (125 m), such as 53394526.</source>
        <translation>「{code}」は地域メッシュコードではありません。53394526のように、4桁（80 km）、6桁（10 km）、8桁（1 km）、9桁（500 m）、10桁（250 mまたは100 m）、11桁（125 m）のいずれかで指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/meshes.py" line="106"/>
        <source>Longitude {longitude}, latitude {latitude} lies outside the meshes (100–200° E, 0–66.7° N). Check that they are degrees, and not exchanged.</source>
        <translation>経度 {longitude}、緯度 {latitude} は地域メッシュの範囲外です（東経100〜200度、北緯0〜66.7度）。単位が度であることと、経度と緯度が入れ替わっていないことを確かめてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/places.py" line="109"/>
        <source>The extent does not tell one plane rectangular zone ({found}). Give ZONE, 1 to 19: outside Tokyo zones follow prefectures, and its islands lie in four of them (9, 14, 18, 19).</source>
        <translation>範囲から平面直角座標系の系番号を一つに決められません（{found}）。ZONEに1〜19を指定してください。系は都道府県ごとに決まり、東京都の島は4つの系（9、14、18、19）に分かれます。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/problems.py" line="17"/>
        <source>Error</source>
        <translation>エラー</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/problems.py" line="18"/>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/problems.py" line="19"/>
        <source>Note</source>
        <translation>注記</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/problems.py" line="20"/>
        <source>No problem</source>
        <translation>問題なし</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/problems.py" line="72"/>
        <source>The box in its header does not hold its points: {share} % of those looked at lie outside.</source>
        <translation>ヘッダの範囲が点と合いません。調べた点の{share} %が範囲の外にあります。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/problems.py" line="75"/>
        <source>Sheet {sheet} is missing, though those around it are there.</source>
        <translation>図郭{sheet}がありません。周りの図郭はあります。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/problems.py" line="76"/>
        <source>It has no coordinate system, and its name is no map sheet.</source>
        <translation>座標系が書かれておらず、名前も図郭番号ではありません。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/problems.py" line="80"/>
        <source>It says {written}, but its sheet {sheet} lies in {expected}.</source>
        <translation>座標系は{written}と書かれていますが、図郭{sheet}は{expected}にあります。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/problems.py" line="81"/>
        <source>Its coordinates are degrees ({crs}); point clouds are worked on in metres.</source>
        <translation>座標が度単位です({crs})。点群の処理はメートル単位で行います。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/problems.py" line="82"/>
        <source>It says {written}, but {given} was given.</source>
        <translation>座標系は{written}と書かれていますが、{given}が指定されました。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/problems.py" line="83"/>
        <source>Its {crs} is of an older datum than JGD2011.</source>
        <translation>座標系{crs}は、JGD2011より古い測地系です。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/problems.py" line="84"/>
        <source>It lies in {crs}, most other tiles in {usual}.</source>
        <translation>このタイルは{crs}ですが、ほかの多くは{usual}です。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/problems.py" line="88"/>
        <source>Its heights are of {height}, those of most other tiles of {usual}.</source>
        <translation>標高の基準は{height}ですが、ほかの多くのタイルは{usual}です。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/problems.py" line="89"/>
        <source>It dates from {date}, after the revision of heights of {revision}, other tiles from before it; none says which datum.</source>
        <translation>日付は{date}で、標高成果の改定({revision})より後です。ほかに改定前のタイルがあり、標高の基準はどれにも書かれていません。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/problems.py" line="93"/>
        <source>Its heights are said to be {height}, but heights of {place} count from local sea level.</source>
        <translation>標高の基準は{height}と書かれていますが、{place}の標高は島の平均海面が基準です。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/problems.py" line="96"/>
        <source>Nothing says from where its heights count; on {place} that is the local sea level.</source>
        <translation>標高の基準が書かれていません。{place}では島の平均海面が基準です。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/problems.py" line="99"/>
        <source>Its name says sheet {sheet}, but its coordinates lie in {other}.</source>
        <translation>名前は図郭{sheet}ですが、座標は{other}にあります。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/problems.py" line="100"/>
        <source>Its coordinates lie outside the map sheets of its zone. X and Y may be exchanged.</source>
        <translation>座標が、その系の図郭の範囲の外にあります。XとYが入れ替わっているかもしれません。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/problems.py" line="101"/>
        <source>It is the same tile as {other}.</source>
        <translation>{other}と同じタイルです。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/problems.py" line="102"/>
        <source>Sheet {sheet} is also in {other}, with other points.</source>
        <translation>図郭{sheet}は{other}にもあり、点が異なります。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/problems.py" line="103"/>
        <source>It covers the same ground as {other}.</source>
        <translation>{other}と同じ場所を覆っています。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/problems.py" line="104"/>
        <source>Its folder promises the ground only, but it holds other points too ({share} % {kind}).</source>
        <translation>フォルダ名では地盤だけのはずですが、ほかの点も含まれています({share} %が{kind})。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/problems.py" line="107"/>
        <source>of several returns not the last</source>
        <translation>最後の反射ではない点</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/problems.py" line="108"/>
        <source>not of class 2</source>
        <translation>クラス2以外の点</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality.py" line="177"/>
        <source>None of the {count} control points lies in the tiles ({bounds}). Check that they are in the coordinate system of the tiles, and which of X and Y is north (AXES).</source>
        <translation>検証点 {count} 点のいずれもタイル({bounds})の中にありません。タイルと同じ座標系か、X と Y のどちらが北か(AXES)を確認してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality.py" line="295"/>
        <source>{second} stands {step} m above {first} along the edge they share (median of {count} places).</source>
        <translation>接する辺で {second} は {first} より {step} m 高くなっています({count} か所の中央値)。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality.py" line="315"/>
        <source>The cloud lies {bias} m from the control points on average, RMSE {rmse} m.</source>
        <translation>点群は検証点から平均 {bias} m 離れています(RMSE {rmse} m)。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality.py" line="326"/>
        <source>Control point {id} was not used: {why}.</source>
        <translation>検証点 {id} は使えませんでした: {why}。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality.py" line="332"/>
        <source>Control point {id} differs from the others: cloud − control {difference} m.</source>
        <translation>検証点 {id} は他の点と異なります: 点群 − 検証点 {difference} m。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_classes.py" line="40"/>
        <source>It is called ground, but in {share} % of the cells its points spread over more than 2 m: it seems to hold everything. Classify the ground first.</source>
        <translation>グラウンドデータという名前ですが、{share} % のセルで点の高さが 2 m 以上に広がっています。全点のデータと思われます。先に地表面を分類してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_classes.py" line="55"/>
        <source>In {share} % of the cells the points classed as ground spread over more than 2 m: trees or buildings are among them, or it is a cliff.</source>
        <translation>{share} % のセルで、地表面に分類された点の高さが 2 m 以上に広がっています。樹木や建物が混ざっているか、崖です。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_classes.py" line="70"/>
        <source>All points are of class {kind}: it was not classified.</source>
        <translation>すべての点が分類 {kind} です。分類されていません。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_classes.py" line="76"/>
        <source>It has classes, but no ground (class 2).</source>
        <translation>分類されていますが、地表面(分類 2)がありません。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_classes.py" line="79"/>
        <source>{share} % of the points are ground.</source>
        <translation>地表面の点は {share} % です。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_classes.py" line="86"/>
        <source>{count} points are of classes ASPRS has not defined ({kinds}).</source>
        <translation>ASPRS が定めていない分類({kinds})の点が {count} 点あります。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_classes.py" line="100"/>
        <source>{share} % of the points lie exactly where another does.</source>
        <translation>点の {share} % が他の点とまったく同じ位置にあります。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_classes.py" line="106"/>
        <source>{count} points lie outside the box in the header.</source>
        <translation>ヘッダの範囲の外に {count} 点あります。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_classes.py" line="112"/>
        <source>Its header promises {promised} points; {count} were read.</source>
        <translation>ヘッダの点数は {promised} ですが、読み込めたのは {count} 点です。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_classes.py" line="118"/>
        <source>Its format has colours, but all are black.</source>
        <translation>色をもつ形式ですが、すべて黒です。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_classes.py" line="121"/>
        <source>Its colours are of 8 bits (0–255); LAS asks for 16.</source>
        <translation>色が 8 ビット(0–255)です。LAS では 16 ビットと定められています。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_classes.py" line="128"/>
        <source>{count} points have a return number or a number of returns of 0.</source>
        <translation>リターン番号またはリターン数が 0 の点が {count} 点あります。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_classes.py" line="129"/>
        <source>{count} points have a return number above their number of returns.</source>
        <translation>リターン番号がリターン数を超える点が {count} 点あります。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_classes.py" line="130"/>
        <source>{count} points have a GPS time that is no number.</source>
        <translation>GPS時刻が数値でない点が {count} 点あります。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_report.py" line="18"/>
        <source>Density below the specification</source>
        <translation>点密度の不足</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_report.py" line="19"/>
        <source>Sparse area</source>
        <translation>点の疎らな区域</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_report.py" line="20"/>
        <source>Void</source>
        <translation>欠測</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_report.py" line="21"/>
        <source>Step between strips</source>
        <translation>コース間の段差</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_report.py" line="22"/>
        <source>Step between tiles</source>
        <translation>タイル間の段差</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_report.py" line="23"/>
        <source>Difference from control points</source>
        <translation>検証点との差</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_report.py" line="24"/>
        <source>Outlying control point</source>
        <translation>外れた検証点</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_report.py" line="25"/>
        <source>Control point not used</source>
        <translation>使えなかった検証点</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_report.py" line="26"/>
        <source>Isolated points, share</source>
        <translation>孤立点の割合</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_report.py" line="27"/>
        <source>Isolated points</source>
        <translation>孤立点</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_report.py" line="28"/>
        <source>Points below the ground</source>
        <translation>地表面より下の点</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_report.py" line="29"/>
        <source>Points far above the ground</source>
        <translation>地表面よりはるか上の点</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_report.py" line="30"/>
        <source>Spike of the ground</source>
        <translation>地表面の突起</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_report.py" line="31"/>
        <source>Ground above its surroundings</source>
        <translation>周囲より高い地表面</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_report.py" line="32"/>
        <source>Ground that is not only ground</source>
        <translation>地表面以外を含むグラウンドデータ</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_report.py" line="33"/>
        <source>Not classified</source>
        <translation>未分類</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_report.py" line="34"/>
        <source>Share of ground</source>
        <translation>地表面の点の割合</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_report.py" line="35"/>
        <source>Undefined classes</source>
        <translation>未定義の分類</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_report.py" line="36"/>
        <source>Return numbers</source>
        <translation>リターン番号</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_report.py" line="37"/>
        <source>GPS times</source>
        <translation>GPS時刻</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_report.py" line="127"/>
        <source>Duplicate points</source>
        <translation>重複点</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_report.py" line="39"/>
        <source>Points outside the box</source>
        <translation>ヘッダの範囲外の点</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_report.py" line="40"/>
        <source>Number of points</source>
        <translation>点数</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_report.py" line="41"/>
        <source>Colours</source>
        <translation>色</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_report.py" line="42"/>
        <source>Header</source>
        <translation>ヘッダ</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_report.py" line="43"/>
        <source>Tile left out</source>
        <translation>除外したタイル</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_report.py" line="48"/>
        <source>serious</source>
        <translation>重大</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_report.py" line="49"/>
        <source>to be checked</source>
        <translation>要確認</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_report.py" line="50"/>
        <source>note</source>
        <translation>参考</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_report.py" line="54"/>
        <source>all returns</source>
        <translation>全リターン</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_report.py" line="55"/>
        <source>first returns</source>
        <translation>ファーストリターン</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_report.py" line="56"/>
        <source>last returns</source>
        <translation>ラストリターン</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_report.py" line="68"/>
        <source>Quality of the point cloud</source>
        <translation>点群の品質</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_report.py" line="69"/>
        <source>What was found</source>
        <translation>指摘事項</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_report.py" line="69"/>
        <source>Density and voids</source>
        <translation>点密度と欠測</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_report.py" line="69"/>
        <source>Strips and neighbouring tiles</source>
        <translation>コース間・隣接タイル間</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_report.py" line="69"/>
        <source>Control points</source>
        <translation>検証点</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_report.py" line="69"/>
        <source>Classes</source>
        <translation>分類</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_report.py" line="101"/>
        <source>{serious} serious findings, {warning} to be checked, {note} notes.</source>
        <translation>重大 {serious} 件、要確認 {warning} 件、参考 {note} 件です。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_report.py" line="108"/>
        <source>{share} of cells of {cell} m ({asked} asked; {density} points/m², {returns})</source>
        <translation>{cell} m セルの {share}(基準 {asked}、{density} 点/m²、{returns})</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_report.py" line="122"/>
        <source>Surveyed area</source>
        <translation>計測面積</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_report.py" line="123"/>
        <source>Points per m² (all / first / last returns)</source>
        <translation>1 m² あたりの点数(全 / ファースト / ラスト)</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_report.py" line="124"/>
        <source>Density met</source>
        <translation>点密度を満たす割合</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_report.py" line="199"/>
        <source>Share of voids</source>
        <translation>欠測率</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_report.py" line="126"/>
        <source>Noise (marked or isolated)</source>
        <translation>ノイズ(分類済みまたは孤立)</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_report.py" line="128"/>
        <source>Difference between strips (RMS)</source>
        <translation>コース間の標高差(RMS)</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_report.py" line="132"/>
        <source>Largest step between tiles</source>
        <translation>タイル間の最大の段差</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_report.py" line="136"/>
        <source>Control points: bias / RMSE / 95 % (1.96 RMSE)</source>
        <translation>検証点: 平均誤差 / RMSE / 95 %(1.96 RMSE)</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_report.py" line="142"/>
        <source>Nothing was found that is worth a word.</source>
        <translation>指摘すべき事項はありませんでした。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_report.py" line="150"/>
        <source>Severity</source>
        <translation>重大度</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_report.py" line="167"/>
        <source>The first {count} of {total}, without notes; all are in the layer of findings.</source>
        <translation>参考を除く {total} 件のうち最初の {count} 件です。すべては指摘事項レイヤにあります。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_report.py" line="194"/>
        <source>points/m²</source>
        <translation>点/m²</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_report.py" line="199"/>
        <source>Points of all returns</source>
        <translation>点密度(全リターン)</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_report.py" line="199"/>
        <source>Share of cells that meet the density</source>
        <translation>点密度を満たすセルの割合</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_report.py" line="199"/>
        <source>Points of the ground (class 2)</source>
        <translation>地表面の点密度(分類 2)</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_report.py" line="199"/>
        <source>Cells by density (line: asked; last bar: and more)</source>
        <translation>点密度別のセル数(線: 基準値、右端: それ以上)</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_report.py" line="236"/>
        <source>Strips</source>
        <translation>コース</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_report.py" line="237"/>
        <source>Median (m)</source>
        <translation>中央値(m)</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_report.py" line="238"/>
        <source>NMAD (m)</source>
        <translation>NMAD(m)</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_report.py" line="239"/>
        <source>Cells</source>
        <translation>セル数</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_report.py" line="247"/>
        <source>Height of the second strip above the first where both have a smooth surface in one cell.</source>
        <translation>同じセルに両方のコースの平滑な面があるところの標高差です(左のコース − 右のコース)。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_report.py" line="258"/>
        <source>Difference between strips, mean of absolute values</source>
        <translation>コース間の標高差(絶対値の平均)</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_report.py" line="270"/>
        <source>No two strips overlap on a smooth surface, or the points do not say their strip (point source ID).</source>
        <translation>平滑な面で重なるコースがないか、点にコースの番号(ポイントソースID)がありません。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_report.py" line="291"/>
        <source>Step along the shared edge, from planes fitted on both sides of every 5 m of it.</source>
        <translation>接する辺に沿った段差です。辺の 5 m ごとに両側へ平面を当てはめて求めています。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_report.py" line="303"/>
        <source>Differences between strips</source>
        <translation>コース間の標高差</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_report.py" line="310"/>
        <source>No control points were given: heights were not checked.</source>
        <translation>検証点が指定されていないため、標高は検証していません。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_report.py" line="311"/>
        <source>X was read as north and Y as east (survey order).</source>
        <translation>X を北、Y を東として読みました(測量座標系の順)。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_report.py" line="311"/>
        <source>The first coordinate was read as east, the second as north.</source>
        <translation>1 番目の座標を東、2 番目を北として読みました。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_report.py" line="317"/>
        <source>Points used</source>
        <translation>使用した点</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_report.py" line="318"/>
        <source>Bias (cloud − control)</source>
        <translation>平均誤差(点群 − 検証点)</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_report.py" line="319"/>
        <source>Standard deviation</source>
        <translation>標準偏差</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_report.py" line="320"/>
        <source>RMSE</source>
        <translation>RMSE</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_report.py" line="321"/>
        <source>95 % (NSSDA, 1.96 RMSE)</source>
        <translation>95 %(NSSDA、1.96 RMSE)</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_report.py" line="322"/>
        <source>95 % (percentile)</source>
        <translation>95 %(百分位数)</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_report.py" line="337"/>
        <source>Control point</source>
        <translation>検証点</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_report.py" line="338"/>
        <source>East (m)</source>
        <translation>東(m)</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_report.py" line="339"/>
        <source>North (m)</source>
        <translation>北(m)</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_report.py" line="341"/>
        <source>Cloud − control (m)</source>
        <translation>点群 − 検証点(m)</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_report.py" line="347"/>
        <source>With fewer than 20 control points the 95 % figures are rough (NSSDA asks for 20).</source>
        <translation>検証点が 20 点未満のため、95 % の値は目安です(NSSDA は 20 点以上を求めています)。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_report.py" line="362"/>
        <source>outlier</source>
        <translation>外れ値</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_tile.py" line="38"/>
        <source>No points on {value} m² (water, shadow of a building, or a gap).</source>
        <translation>{value} m² にわたり点がありません(水面、建物の陰、または欠測)。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_tile.py" line="183"/>
        <source>{name}: its box ({columns} × {rows} cells of {cell} m) is too large or too small to be judged. Choose other cells, or check the box in its header.</source>
        <translation>{name}: 範囲({cell} m セルで {columns} × {rows})が大きすぎるか小さすぎるため判定できません。セルの大きさを変えるか、ヘッダの範囲を確認してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_tile.py" line="307"/>
        <source>Points more than {limit} m below the ground around, not marked as noise.</source>
        <translation>周囲の地表面より {limit} m 以上低く、ノイズに分類されていない点です。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_tile.py" line="312"/>
        <source>Points more than {limit} m above the ground, not marked as noise.</source>
        <translation>地表面より {limit} m 以上高く、ノイズに分類されていない点です。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_tile.py" line="317"/>
        <source>Ground more than {limit} m above all the ground next to it.</source>
        <translation>隣り合うすべての地表面より {limit} m 以上高い地表面です。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_tile.py" line="336"/>
        <source>Ground more than {limit} m above all around it: a roof taken for ground?</source>
        <translation>周囲のどこよりも {limit} m 以上高い地表面です。屋根が地表面に分類されていないか確認してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_tile.py" line="401"/>
        <source>{share} % of the cells hold {density} points/m² or more; {asked} % should.</source>
        <translation>{density} 点/m² 以上のセルは {share} % です(基準 {asked} %)。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_tile.py" line="419"/>
        <source>Fewer points than asked for on {value} m².</source>
        <translation>{value} m² にわたり点密度が基準を下回ります。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_tile.py" line="452"/>
        <source>Strip {second} lies {median} m above strip {first} (scatter {nmad} m, {count} cells).</source>
        <translation>コース {second} はコース {first} より {median} m 高くなっています(ばらつき {nmad} m、{count} セル)。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_tile.py" line="478"/>
        <source>{count} points stand alone and are not marked as noise ({share} %).</source>
        <translation>孤立していてノイズに分類されていない点が {count} 点あります({share} %)。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/quality_tile.py" line="486"/>
        <source>{count} points stand alone at about {height} m.</source>
        <translation>標高約 {height} m に {count} 点が孤立しています。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/reading.py" line="139"/>
        <source>{name} is compressed, but does not say how (no laszip record). Download or copy it again.</source>
        <translation>{name}は圧縮されていますが、圧縮の方法が書かれていません(laszipレコードなし)。ダウンロードまたはコピーをやり直してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/text_points.py" line="143"/>
        <source>{name}: its points cannot be read to the end ({detail}). Download or copy it again.</source>
        <translation>{name}: 点を最後まで読めません({detail})。ダウンロードまたはコピーをやり直してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/sheets.py" line="101"/>
        <source>“{code}” is no map sheet code. It must begin with the zone (01–19), the row (A–Z) and the column (A–H), and go on as in 09LD (level 50000), 09LD26 (5000), 09LD261 (2500), 09LD260A (1000: 0–4, A–E), 09LD2626 (500) or 09LD26AT (250: A–T twice).</source>
        <translation>「{code}」は図郭コードではありません。系番号（01〜19）、行（A〜Z）、列（A〜H）で始まり、09LD（レベル50000）、09LD26（5000）、09LD261（2500）、09LD260A（1000：0〜4、A〜E）、09LD2626（500）、09LD26AT（250：A〜Tが2つ）のように続けてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/sheets.py" line="143"/>
        <source>East {east} m, north {north} m in zone {zone} lies outside the map sheets (east −160000 to 160000 m, north −480000 to 300000 m). Check the zone, and that east and north are not exchanged.</source>
        <translation>第{zone}系の東 {east} m、北 {north} mは、国土基本図の図郭の範囲外です（東 −160000〜160000 m、北 −480000〜300000 m）。系番号と、東西・南北の座標が入れ替わっていないことを確かめてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/sheets.py" line="191"/>
        <source>There is no plane rectangular zone {zone}. Choose 1 to 19 (Tokyo: 9).</source>
        <translation>平面直角座標系に第{zone}系はありません。1〜19から選んでください（東京都の本土と伊豆諸島は9）。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/sheets.py" line="196"/>
        <source>There are no map sheets of level {level}. Choose one of {levels}.</source>
        <translation>レベル{level}の図郭はありません。次から選んでください: {levels}</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/source.py" line="97"/>
        <source>{name} would unpack to {size} MB, which no tile does. Ask who delivered it.</source>
        <translation>{name}は展開すると{size} MBになり、タイルとしてはあり得ません。納品元に確認してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/source.py" line="134"/>
        <source>{path} does not exist. Check the name and the folder.</source>
        <translation>{path}がありません。名前とフォルダを確認してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/source.py" line="175"/>
        <source>{path} is locked with a password. Unpack it and choose the files.</source>
        <translation>{path}にはパスワードがかかっています。展開してファイルを選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/source.py" line="181"/>
        <source>{path} holds other archives. Unpack it once and choose what comes out.</source>
        <translation>{path}の中に別の圧縮ファイルがあります。一度展開し、出てきたものを選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/source.py" line="197"/>
        <source>{path} is no virtual point cloud that can be read ({detail}). Make it anew from its tiles.</source>
        <translation>{path}は仮想点群として読めません({detail})。タイルから作り直してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/surfaces.py" line="174"/>
        <source>No tile could be read. The first: {why}</source>
        <translation>読み込めたタイルがありません。最初の理由: {why}</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/surfaces.py" line="177"/>
        <source>All points are noise or withheld, or lie outside EXTENT. Choose other tiles or another extent.</source>
        <translation>すべての点がノイズか除外点であるか、EXTENT の外にあります。別のタイルか範囲を選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/surfaces.py" line="185"/>
        <source>There are no ground points in {name}, nor in any other tile looked at ({count}). Run classifyground first, or say which classes are ground.</source>
        <translation>{name} にも、調べた他のタイルにも（計 {count} 枚）地面の点がありません。先に classifyground（地面の分類）を実行するか、地面とするクラスを指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/surfaces.py" line="369"/>
        <source>{why} Its points up to there are used.</source>
        <translation>{why} そこまでの点は使いました。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/surfaces.py" line="374"/>
        <source>{name}: {count} points lie outside the box its header states; they were left out.</source>
        <translation>{name}: ヘッダに書かれた範囲の外に {count} 点あり、除きました。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/surfaces.py" line="383"/>
        <source>{name} has no ground points: no terrain there. Run classifyground on it first.</source>
        <translation>{name} には地面の点がないため、その範囲の地形（DTM）はできません。先に classifyground を実行してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/text_points.py" line="45"/>
        <source>{name} is no text tile: it has no lines of three to six numbers (X, Y, Z). Leave it out.</source>
        <translation>{name}はテキスト点群ではありません。3~6個の数値(X, Y, Z)の行がありません。除いてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/text_points.py" line="179"/>
        <source>{count} of its lines have no height (-9999); they are left out.</source>
        <translation>{count}行に標高がありません(-9999)。除きました。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/text_points.py" line="412"/>
        <source>{name}: line {line} (“{text}”) does not hold {columns} numbers. Correct it, or download it again.</source>
        <translation>{name}: {line}行目(「{text}」)は{columns}個の数値になっていません。修正するか、ダウンロードし直してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/update.py" line="109"/>
        <source>AREA lies outside NEW. Draw it where NEW has points, or leave it empty.</source>
        <translation>AREA が NEW の外にあります。NEW に点がある場所に描くか、空欄にしてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/update.py" line="141"/>
        <source>BASE is in {base}, NEW in {new}. Bring NEW into the system of BASE first (points are not reprojected here), or give the right system if one of them is wrong.</source>
        <translation>BASE は {base}、NEW は {new} です。先に NEW を BASE の座標系に変換するか(ここでは投影変換しません)、どちらかが誤りなら正しい座標系を指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/update.py" line="157"/>
        <source>{folder} holds tiles of BASE or NEW ({name}), which are never changed. Choose an empty folder.</source>
        <translation>{folder} には BASE または NEW のタイル({name})があります。入力は変更しません。空のフォルダを選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/update.py" line="171"/>
        <source>The ground both share is too flat to show a horizontal shift of NEW; only heights were checked.</source>
        <translation>共通する地表面が平坦なため、NEW の水平方向の位置ずれは測れません。標高だけを確認しました。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/update.py" line="185"/>
        <source>NEW does not fit BASE: it lies {x} m east, {y} m north and {z} m above, tilted by {tilt} m/km, so that heights are off by up to {vertical} m (tolerated: {vertical_limit} m) and places by {horizontal} m (tolerated: {horizontal_limit} m). Choose FIT “correct” to take this out, or check the height datums and the survey.</source>
        <translation>NEW が BASE と整合しません。東へ {x} m、北へ {y} m、上へ {z} m ずれ、傾きは {tilt} m/km です。標高の差は最大 {vertical} m(許容 {vertical_limit} m)、水平のずれは {horizontal} m(許容 {horizontal_limit} m)です。取り除く場合は FIT を correct にするか、標高基準と測量成果を確認してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/update.py" line="223"/>
        <source>NEW does not fit BASE even when moved: heights were off by up to {before} m and are still by {after} m, places by {before_xy} m and still by {after_xy} m. Check what NEW is.</source>
        <translation>補正しても NEW が BASE と整合しません。標高の差は最大 {before} m から {after} m、水平のずれは {before_xy} m から {after_xy} m になっただけです。NEW の内容を確認してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/update_tiles.py" line="280"/>
        <source>{folder} already holds point clouds ({name}) that are not from this update. Choose an empty folder.</source>
        <translation>{folder} には、この更新によるものではない点群({name})があります。空のフォルダを選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/sample/pointcloud.py" line="99"/>
        <source>{path} holds files that are of no sample scene. Choose an empty folder for the sample.</source>
        <translation>{path} には模擬データでないファイルがあります。模擬データ用に空のフォルダを選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/sample/pointcloud.py" line="105"/>
        <source>Flying a laser over the scene</source>
        <translation>航空レーザ計測を模擬しています</translation>
    </message>
    <message>
        <location filename="../plugin/core/sample/scene.py" line="80"/>
        <source>A sample of {size} km has no room for an island with a harbour. Choose {least} km or more.</source>
        <translation>一辺 {size} kmの模擬データには、港のある島を置けません。{least} km以上にしてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/terrain/maps.py" line="24"/>
        <source>The elevation model</source>
        <translation>標高モデル</translation>
    </message>
    <message>
        <location filename="../plugin/core/terrain/maps.py" line="88"/>
        <source>The heights are whole numbers: their steps show in the maps as lines along the contours. Use a model with decimals.</source>
        <translation>標高が整数のため、段差が等高線のような筋になって図に現れます。小数の値を持つ標高モデルを使ってください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/terrain/maps.py" line="106"/>
        <source>{name} ({path}) holds no heights at all. Check its value of no data, or choose another file.</source>
        <translation>{name}（{path}）に標高の値がまったくありません。データなしの値を確かめるか、別のファイルを選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/terrain/maps.py" line="140"/>
        <source>{name} has cells of {cell} m: within a radius of {radius} m there is nothing to see. Give a larger radius of openness.</source>
        <translation>{name}のピクセルは{cell} mで、半径{radius} mの中に隣のピクセルがありません。地上開度の半径を大きくしてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/terrain/maps.py" line="154"/>
        <source>A radius of {radius} m is more than {most} cells ({cell} m) of {name}. Give a smaller radius, or a coarser model.</source>
        <translation>半径{radius} mは、{name}のピクセル（{cell} m）の{most}個分を超えます。半径を小さくするか、粗い標高モデルを使ってください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/terrain/maps.py" line="211"/>
        <source>{name} ({path}) holds heights of {low} to {high} m, which no ground has. If one of them means no data, declare it in the file.</source>
        <translation>{name}（{path}）の標高が{low}〜{high} mで、地盤としてありえません。データなしを表す値が含まれる場合は、ファイルにデータなしの値として設定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/models.py" line="33"/>
        <source>Point clouds, from tiles to terrain</source>
        <translation>点群：タイルから地形図まで</translation>
    </message>
    <message>
        <location filename="../plugin/processing/models.py" line="33"/>
        <source>From a folder of downloaded tiles to maps of the terrain: converts the tiles to one layer (COPC), classifies the ground, makes the elevation models of ground and surface, and draws hillshade, slope and CS map.</source>
        <translation>ダウンロードしたタイルのフォルダから地形図までを一度に作成します。タイルを1つのレイヤ（COPC）に変換し、地表面を分類し、地表面と表層の標高モデルを作成して、陰影起伏図・傾斜図・CS立体図を描きます。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/classifyground.py" line="30"/>
        <source>These settings look up to {needed} m far; that is taken for COLLAR.</source>
        <translation>この設定では {needed} m 先までの点を使うため、COLLAR をその値とします。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/classifyground.py" line="193"/>
        <source>METHOD csf needs the library cloth-simulation-filter, which is not installed. Install it with “{command}” and start QGIS again, or choose smrf or ptd.</source>
        <translation>手法 csf にはライブラリ cloth-simulation-filter が必要ですが、インストールされていません。「{command}」でインストールして QGIS を再起動するか、smrf または ptd を選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/indextiles.py" line="96"/>
        <source>Choose a folder or files: no tiles were given.</source>
        <translation>フォルダまたはファイルを選んでください。タイルが指定されていません。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/indextiles.py" line="102"/>
        <source>There are no tiles in {path} (LAS, LAZ, text, GeoTIFF, or zips of them). Choose another folder.</source>
        <translation>{path}にタイル(LAS、LAZ、テキスト、GeoTIFF、それらのzip)がありません。別のフォルダを選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/mapsheets.py" line="144"/>
        <source>{name} has no coordinate reference system. Write it behind the numbers: west,east,south,north [EPSG:6677].</source>
        <translation>{name}に座標参照系がありません。「西,東,南,北 [EPSG:6677]」のように、数値の後ろに書いてください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/mapsheets.py" line="166"/>
        <source>The extent cannot be brought into {crs} ({detail}). Draw it where that system is used.</source>
        <translation>範囲を{crs}に変換できません（{detail}）。その座標参照系が使われる地域の範囲を指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/pointcloudquality.py" line="158"/>
        <source>{tiles} tiles, {points} points, {density} points/m²; {issues} findings.</source>
        <translation>{tiles} タイル、{points} 点、{density} 点/m²。指摘事項 {issues} 件。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/surfaces.py" line="135"/>
        <source>No result was asked for. Choose at least one.</source>
        <translation>結果が一つも指定されていません。少なくとも一つ選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/surfaces.py" line="191"/>
        <source>EXTENT: {extent} is no extent. Give west,east,south,north [EPSG:…].</source>
        <translation>EXTENT: {extent} は範囲ではありません。西,東,南,北 [EPSG:…] の形で指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/surfaces.py" line="205"/>
        <source>GROUND_CLASSES: {text} is no list of classes (0 to 255). Give 2, or 2,9.</source>
        <translation>GROUND_CLASSES: {text} はクラス番号（0〜255）の並びではありません。2 または 2,9 のように指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/tiles.py" line="81"/>
        <source>Choose a folder, files or an index: no tiles were given.</source>
        <translation>フォルダ、ファイル、索引のいずれかを選んでください。タイルが指定されていません。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/tiles.py" line="114"/>
        <source>CRS: {crs} is no coordinate system QGIS knows. For Tokyo: EPSG:6677.</source>
        <translation>CRS: {crs}はQGISの知らない座標系です。東京はEPSG:6677です。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/tiles.py" line="133"/>
        <source>INDEX: {path} cannot be opened as an index or a virtual point cloud.</source>
        <translation>INDEX: {path}を索引または仮想点群として開けません。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/tiles.py" line="153"/>
        <source>INDEX: {layer} is no index of tiles; it has no field {field}.</source>
        <translation>INDEX: {layer}はタイルの索引ではありません。属性{field}がありません。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/updatepointcloud.py" line="34"/>
        <source>replaced</source>
        <translation>差し替え</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/updatepointcloud.py" line="35"/>
        <source>added</source>
        <translation>追加</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/updatepointcloud.py" line="199"/>
        <source>{name} is missing. Choose a folder, a virtual point cloud or a file.</source>
        <translation>{name} がありません。フォルダ、仮想点群、またはファイルを選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/updatepointcloud.py" line="223"/>
        <source>AREA holds no polygons. Draw one, or leave it empty.</source>
        <translation>AREA にポリゴンがありません。描くか、空欄にしてください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/updatepointcloud.py" line="238"/>
        <source>NEW lies {x} m east, {y} m north, {z} m above BASE, tilted by {tilt} m/km (NMAD {before} m).</source>
        <translation>NEW は BASE に対して東へ {x} m、北へ {y} m、上へ {z} m ずれ、傾きは {tilt} m/km です(NMAD {before} m)。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/updatepointcloud.py" line="250"/>
        <source>This was taken out of NEW; left are {x} m, {y} m, {z} m, {tilt} m/km (NMAD {after} m).</source>
        <translation>これを NEW から取り除きました。残りは {x} m、{y} m、{z} m、{tilt} m/km です(NMAD {after} m)。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/updatepointcloud.py" line="260"/>
        <source>{removed} points were taken out and {added} put in, in {tiles} tiles; {linked} tiles stayed as they were.</source>
        <translation>{tiles} タイルで {removed} 点を取り除き、{added} 点を加えました。{linked} タイルはそのままです。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/pointcloud/updatepointcloud.py" line="271"/>
        <source>{count} tiles had been written by an earlier run and were kept.</source>
        <translation>{count} タイルは前回の実行で書き出されており、そのまま使いました。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/styling.py" line="21"/>
        <source>Missing sheet</source>
        <translation>欠けている図郭</translation>
    </message>
    <message>
        <location filename="../plugin/processing/styling.py" line="21"/>
        <source>Open to the edge of the survey</source>
        <translation>測量範囲の縁に開いた空白</translation>
    </message>
    <message>
        <location filename="../plugin/processing/styling.py" line="21"/>
        <source>Water without points</source>
        <translation>点のない水面</translation>
    </message>
    <message>
        <location filename="../plugin/processing/styling.py" line="21"/>
        <source>Void below 100 m²</source>
        <translation>欠測域（100 m² 未満）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/styling.py" line="21"/>
        <source>Void of 100 m² or more</source>
        <translation>欠測域（100 m² 以上）</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/optical.py" line="158"/>
        <source>Only {clear} cells of {all} show land on both dates; the rest is masked, open water or without data. Choose dates with less cloud, or check that each mask belongs to its image.</source>
        <translation>両時期とも陸地が見えるピクセルは、{all}ピクセルのうち{clear}ピクセルだけです。残りは雲等のマスク、水面、データなしのいずれかです。雲の少ない時期の画像を選ぶか、マスクが画像と対応しているか確認してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/change/elevation.py" line="293"/>
        <source>The heights of BEFORE refer to {before}, those of AFTER to {after}. Their difference contains the difference of the two datums; it is taken off only where the shift is corrected.</source>
        <translation>BEFORE の標高は {before}、AFTER の標高は {after} を基準にしています。差分には2つの基準の違いが含まれ、位置ずれの補正を行う場合にだけ取り除かれます。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/catalogue.py" line="111"/>
        <source>{name} was left out: {why}</source>
        <translation>{name} を除きました：{why}</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/control.py" line="264"/>
        <source>{path}, line {line} (control point {id}): “{text}” in the column {column} is no number; the point is left out.</source>
        <translation>{path} の {line} 行目（検証点 {id}）：列 {column} の「{text}」は数値ではありません。この点は使いません。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/crs.py" line="41"/>
        <source>Its heights are in feet, though {crs} is in metres; lengths you give are metres.</source>
        <translation>座標系 {crs} はメートル単位ですが、高さはフィート単位です。指定する長さはメートルです。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/crs.py" line="44"/>
        <source>Its coordinates lie outside {crs}; check the coordinate system.</source>
        <translation>座標が {crs} の範囲の外にあります。座標系を確認してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/crs.py" line="45"/>
        <source>Its coordinates seem to be degrees, though {crs} is in metres; check the coordinate system.</source>
        <translation>{crs} はメートル単位ですが、座標は度（緯度経度）のようです。座標系を確認してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/crs.py" line="163"/>
        <source>{name} has no coordinate system that can be used. {why} Give the coordinate system (for Tokyo usually EPSG:6677).</source>
        <translation>{name} には使える座標系がありません。{why}座標系を指定してください（東京では通常 EPSG:6677）。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/header.py" line="25"/>
        <source>The box in its header cannot be right; that of its points was taken.</source>
        <translation>ヘッダの範囲が正しくないため、点群から求めた範囲を使いました。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/import_report.py" line="14"/>
        <source>{count} tiles are no longer in the input; left in the folder: {names}</source>
        <translation>{count} 個のタイルの元ファイルは入力にありません。フォルダに残したファイル：{names}</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/importing.py" line="36"/>
        <source>Its heights are labelled {height}, but those of {place} count from the sea level of the island. Choose that for HEIGHT unless they were converted.</source>
        <translation>高さの基準は {height} とされていますが、{place}の標高は島の平均海面を基準とします。換算済みでなければ HEIGHT で島の平均海面を選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/importing.py" line="41"/>
        <source>Nothing says from where its heights count; they are not labelled. Give HEIGHT.</source>
        <translation>高さの基準がどこにも書かれていないため、高さの基準を記録していません。HEIGHT を指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/importing.py" line="44"/>
        <source>Nothing says from where its heights count; they are not labelled. On {place} that is the sea level of the island: give HEIGHT.</source>
        <translation>高さの基準がどこにも書かれていないため、高さの基準を記録していません。{place}では島の平均海面が基準です。HEIGHT を指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/importing.py" line="49"/>
        <source>Nothing says from where its heights count; they are not labelled. Its date ({date}) suggests {height}: give HEIGHT when the survey&apos;s papers say so.</source>
        <translation>高さの基準がどこにも書かれていないため、高さの基準を記録していません。日付（{date}）からは {height} と考えられます。成果品の資料で確認できたら HEIGHT を指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/importing.py" line="270"/>
        <source>Which coordinate system? As many tiles lie in {first_crs} ({first}) as in {other_crs} ({other}), and one layer has one system. Choose the tiles of one of them, or give the right one for tiles that are wrong.</source>
        <translation>どの座標系で取り込みますか。{first_crs}（{first}）と {other_crs}（{other}）のタイルが同数あり、1 つのレイヤの座標系は 1 つです。どちらか一方のタイルだけを選ぶか、誤っているタイルに正しい座標系を指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/problems.py" line="77"/>
        <source>The coordinate system written in it cannot be used, and its name is no map sheet.</source>
        <translation>書かれている座標系は使えず、ファイル名も図郭番号ではありません。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/problems.py" line="85"/>
        <source>It lies in {crs}, as many other tiles in {other}; one layer has one coordinate system.</source>
        <translation>座標系は {crs} ですが、同数のタイルが {other} にあります。1 つのレイヤの座標系は 1 つです。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/reading.py" line="213"/>
        <source>{name}: its coordinates lie nowhere on the Earth ({box}). Download or copy it again.</source>
        <translation>{name}：座標が地球上のどこにも当たりません（{box}）。ダウンロードまたはコピーをやり直してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/surfaces.py" line="204"/>
        <source>The heights of {first} refer to {one}, those of {second} to {other}. Make the surfaces of each by itself.</source>
        <translation>{first} の標高は {one}、{second} の標高は {other} を基準にしています。基準ごとに分けて標高モデルを作成してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/update.py" line="177"/>
        <source>The ground both share is too small or fits too unevenly to tell a tilt of NEW (standard error {sd} m at its ends); whether heights fit there is not sure.</source>
        <translation>両者に共通する地面が狭すぎるか、合い方が一様でないため、NEW の傾きを判定できません（端での標準誤差 {sd} m）。端で高さが合っているかどうかは確かではありません。</translation>
    </message>
    <message>
        <location filename="../plugin/core/pointcloud/update.py" line="206"/>
        <source>NEW cannot be corrected: the ground it shares with BASE is too small or fits too unevenly to tell its tilt, which leaves heights at its ends open by {sd} m (standard error; tolerated misfit: {limit} m, two standard errors must lie within). Choose a larger NEW, or FIT “refuse” to check without correcting.</source>
        <translation>NEW を補正できません。BASE と共通する地面が狭すぎるか、合い方が一様でないため傾きを判定できず、端の高さが {sd} m（標準誤差）の範囲で定まりません（許容するずれ {limit} m。標準誤差の2倍がこれに収まる必要があります）。より広い NEW を選ぶか、FIT を「refuse」にして補正せずに確認してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/prediction/antenna.py" line="114"/>
        <source>The antenna pattern {name} is neither a file (looked for in {folder}) nor one of: omni, {known}. Give a .msi, .pln, .txt or .csv file, or one of these.</source>
        <translation>アンテナパターン「{name}」は、ファイル（{folder}を探しました）でも、omni、{known}のいずれでもありません。.msi、.pln、.txt、.csvのファイルか、これらの名前を指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/prediction/antenna.py" line="144"/>
        <source>The antenna pattern {path} cannot be read ({detail}). Choose another file.</source>
        <translation>アンテナパターン{path}を読めません（{detail}）。別のファイルを選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/prediction/antenna.py" line="155"/>
        <source>{path} is no antenna pattern: it is no text. Give a .msi, .pln, .txt or .csv file.</source>
        <translation>{path}はテキストではないため、アンテナパターンとして読めません。.msi、.pln、.txt、.csvのファイルを指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/prediction/antenna.py" line="177"/>
        <source>a second table {table}</source>
        <translation>{table}の表が二つあります</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/prediction/antenna.py" line="184"/>
        <source>“{text}” instead of an angle and a loss; {table} promises {count} rows</source>
        <translation>角度と損失の代わりに「{text}」があります（{table}は{count}行のはずです）</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/prediction/antenna.py" line="196"/>
        <source>more rows than the {count} that {table} promises</source>
        <translation>{table}に書かれた{count}行より多くの行があります</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/prediction/antenna.py" line="208"/>
        <source>there is no table {table}</source>
        <translation>{table}の表がありません</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/prediction/antenna.py" line="211"/>
        <source>{table} promises {count} rows, but has {found}</source>
        <translation>{table}は{count}行と書かれていますが、{found}行しかありません</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/prediction/antenna.py" line="244"/>
        <source>fewer columns than its title line</source>
        <translation>見出し行より列が足りません</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/prediction/antenna.py" line="248"/>
        <source>no rows of angle, horizontal and vertical</source>
        <translation>角度、水平、垂直の値の行がありません</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/prediction/antenna.py" line="263"/>
        <source>“{text}” is no title line with the columns angle, horizontal and vertical</source>
        <translation>「{text}」は、angle（角度）、horizontal（水平）、vertical（垂直）の列を持つ見出し行ではありません</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/prediction/antenna.py" line="275"/>
        <source>{table} has no rows</source>
        <translation>{table}に値の行がありません</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/prediction/antenna.py" line="280"/>
        <source>the angle {angle}° is no angle</source>
        <translation>角度{angle}°は角度として使えません</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/prediction/antenna.py" line="286"/>
        <source>the angle {angle}° is there twice in {table} (also in line {other})</source>
        <translation>{table}に角度{angle}°が二つあります（もう一つは{other}行目）</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/prediction/antenna.py" line="301"/>
        <source>the angle {angle}° is missing in {table} ({count} angles are there)</source>
        <translation>{table}に角度{angle}°がありません（あるのは{count}個）</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/prediction/antenna.py" line="311"/>
        <source>the angle {angle}° does not fit the even steps of {step}° in {table}</source>
        <translation>{table}の角度{angle}°は、{step}°の等間隔に合いません</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/prediction/antenna.py" line="329"/>
        <source>{path} says an electrical tilt of {tilt}°, but is strongest {peak}° below the horizon. That counts.</source>
        <translation>{path}には電気チルト{tilt}°とありますが、表では水平から{peak}°下が最も強くなっています。表の値を使います。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/prediction/antenna.py" line="358"/>
        <source>“{text}” is no number</source>
        <translation>「{text}」は数値ではありません</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/prediction/antenna.py" line="368"/>
        <source>The antenna pattern {path} cannot be used; line {line}: {what}. Correct the file.</source>
        <translation>アンテナパターン{path}は使えません（{line}行目: {what}）。ファイルを直してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/prediction/area.py" line="76"/>
        <source>The mast at {x}, {y} stands where the terrain model has no height. Move it or fill the terrain model.</source>
        <translation>基地局（{x}, {y}）の位置には、地形モデルの標高がありません。位置を変えるか、地形モデルの欠損を補ってください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/lists/assets.py" line="91"/>
        <source>land</source>
        <translation>土地</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/lists/assets.py" line="92"/>
        <source>structure</source>
        <translation>工作物</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/lists/assets.py" line="93"/>
        <source>unknown kind</source>
        <translation>種別不明</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/lists/assets.py" line="86"/>
        <source>{name} has a header, but no rows. Choose the list of assets.</source>
        <translation>{name} は見出しだけで、行がありません。アセットの一覧を選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/lists/assets.py" line="87"/>
        <source>a height of {height} m cannot be; taken as unknown</source>
        <translation>高さ{height} mはあり得ないため、不明とします</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/lists/assets.py" line="258"/>
        <source>“{text}” is no number; taken as unknown</source>
        <translation>「{text}」は数値でないため、不明とします</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/prediction/calibrated_sites.py" line="34"/>
        <source>CALIBRATION {group}: {offset} dB added, spread {sigma} dB.</source>
        <translation>CALIBRATION {group}: {offset} dB を加えました（ばらつき {sigma} dB）。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/prediction/calibrated_sites.py" line="48"/>
        <source>CALIBRATION knows nothing of {carriers}: their sites get what was learnt of all carriers together.</source>
        <translation>CALIBRATION に {carriers} の結果はありません。これらの局には全事業者をまとめた値を使います。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/measuring/calibration.py" line="128"/>
        <source>{path} is no calibration ({detail}). Choose the CALIBRATION file that comparecoverage wrote.</source>
        <translation>{path} は較正ファイルではありません（{detail}）。comparecoverage が書き出した CALIBRATION を選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/measuring/calibration.py" line="184"/>
        <source>Only {count} places were measured where there is a prediction; at least {least} are needed. Check that measurements and prediction overlap and that their carriers are written alike.</source>
        <translation>予測のある場所で測定されたのは{count}か所だけです。少なくとも{least}か所必要です。測定と予測が重なっているか、事業者名の書き方が合っているかを確認してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/siting/candidate_sites.py" line="117"/>
        <source>COVERAGE_FOLDER: {count} of {total} site rasters are missing in {folder} (the first: {first}). Run the prediction again with the same folder; it makes only what is missing.</source>
        <translation>COVERAGE_FOLDER：{folder} に局ごとのラスタが {total} 件中 {count} 件ありません（最初は {first}）。同じフォルダを指定して予測をもう一度実行してください。足りないものだけが作られます。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/siting/candidate_sites.py" line="137"/>
        <source>{path} has other cells than coverage.json says. Run the prediction again into an empty folder.</source>
        <translation>{path} のセルが coverage.json の記載と合いません。空のフォルダに予測をやり直してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/siting/candidate_sites.py" line="154"/>
        <source>COVERAGE_FOLDER: {path} cannot be read ({detail}). Choose a folder into which predictcoverage wrote a raster for each site, its run finished.</source>
        <translation>COVERAGE_FOLDER：{path} を読めません（{detail}）。predictcoverage が局ごとのラスタを最後まで書き出したフォルダを選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/siting/candidate_sites.py" line="171"/>
        <source>COVERAGE_FOLDER: coverage.json in {folder} is not one that predictcoverage wrote ({detail}). Run the prediction again.</source>
        <translation>COVERAGE_FOLDER：{folder} の coverage.json は、predictcoverage が書いたものではありません（{detail}）。予測をもう一度実行してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/propagation/climate.py" line="14"/>
        <source>the refractivity gradient ΔN (N-units/km)</source>
        <translation>屈折度の傾きΔN（N単位/km）</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/propagation/climate.py" line="42"/>
        <source>No radio-climatic constants are known here; those of {place}, {distance} km away, are used. Give your own ΔN and N0 where you know them.</source>
        <translation>この場所の電波気候の定数がないため、{distance} km離れた{place}の値を使います。ΔNとN0が分かる場合は指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/lists/columns.py" line="60"/>
        <source>{name}: the columns {wanted} were not found. It has: {columns}. Name the columns like that.</source>
        <translation>{name}：列（{wanted}）が見つかりません。列は次のとおりです：{columns}。列名をこれに合わせてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/prediction/combination.py" line="196"/>
        <source>{count} sites are more than BEST_SERVER can tell apart ({most}). Take fewer at once.</source>
        <translation>{count}局は、BEST_SERVERで区別できる数（{most}）を超えています。局を分けて実行してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/prediction/combination.py" line="215"/>
        <source>The chosen extent does not meet the DTM. Choose an extent inside it, in the same region.</source>
        <translation>指定した範囲がDTMと重なりません。DTMの中の範囲を指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/measuring/compare.py" line="42"/>
        <source>outside the prediction</source>
        <translation>予測の範囲外</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/measuring/compare.py" line="43"/>
        <source>where the prediction has no value</source>
        <translation>予測に値がない場所</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/measuring/compare.py" line="44"/>
        <source>of carriers without a prediction</source>
        <translation>予測のない事業者</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/measuring/compare.py" line="45"/>
        <source>in service, but without a level</source>
        <translation>圏内だが電波の強さの記録なし</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/measuring/compare.py" line="256"/>
        <source>With several rasters of SIGNAL each must belong to another carrier, but they belong to: {names}. Give CARRIERS, one for each raster in their order.</source>
        <translation>SIGNAL に複数のラスタを指定するときは事業者がそれぞれ異なる必要がありますが、現在は {names} です。CARRIERS にラスタの順に1つずつ指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/measuring/compare.py" line="305"/>
        <source>{name} is in {crs}, but {first} in {other}. Reproject one of them.</source>
        <translation>{name} は {crs}、{first} は {other} です。どちらかを再投影してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/measuring/compare.py" line="315"/>
        <source>{name} holds more than {most} values: no map of classes. For heights choose CLUTTER_KIND=heights.</source>
        <translation>{name} には{most}種類を超える値があり、分類図ではありません。高さのときは CLUTTER_KIND=heights を選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/measuring/compare_report.py" line="25"/>
        <source>Carrier</source>
        <translation>事業者</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/measuring/compare_report.py" line="27"/>
        <source>Clutter</source>
        <translation>地物の種類</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/measuring/compare_report.py" line="37"/>
        <source>Predicted signal beside measurements</source>
        <translation>予測した電波の強さと測定の比較</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/measuring/compare_report.py" line="38"/>
        <source>Residuals (measured − predicted)</source>
        <translation>残差（測定 − 予測）</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/measuring/compare_report.py" line="38"/>
        <source>Calibration by group</source>
        <translation>分類ごとの較正</translation>
    </message>
    <message>
        <location filename="../plugin/processing/styling.py" line="21"/>
        <source>Out of service</source>
        <translation>圏外</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/measuring/compare_report.py" line="38"/>
        <source>How it was done</source>
        <translation>方法</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/measuring/compare_report.py" line="68"/>
        <source>On average the prediction is right (within 1 dB).</source>
        <translation>予測は平均ではほぼ合っています（1 dB以内）。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/measuring/compare_report.py" line="70"/>
        <source>On average {size} less was measured than predicted: the prediction is too high.</source>
        <translation>測定値は予測より平均で{size}弱く、予測が高すぎます。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/measuring/compare_report.py" line="77"/>
        <source>On average {size} more was measured than predicted: the prediction is too low.</source>
        <translation>測定値は予測より平均で{size}強く、予測が低すぎます。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/measuring/compare_report.py" line="84"/>
        <source>All measurements lie in {areas} area(s) of {size} m: too few to hold any out. Nothing shows yet that the calibration holds elsewhere.</source>
        <translation>測定はすべて{size} m四方の{areas}区域に収まっており、検証用に除くには少なすぎます。較正が他の場所でも成り立つかは未確認です。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/measuring/compare_report.py" line="94"/>
        <source>Calibrated, the error falls from {before} to {after} (RMSE in areas that were held out), and {coverage} of the places there lie in the 90 % interval (standard error {error}).</source>
        <translation>較正により、誤差は {before} から {after} に減ります（検証用に除いた区域での RMSE）。そこの{coverage}の場所が90 %区間に入りました（標準誤差 {error}）。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/measuring/compare_report.py" line="114"/>
        <source>Places compared</source>
        <translation>比較した場所</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/measuring/compare_report.py" line="115"/>
        <source>Samples in them</source>
        <translation>そのサンプル数</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/measuring/compare_report.py" line="116"/>
        <source>Bias (mean of measured − predicted)</source>
        <translation>偏り（測定 − 予測の平均）</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/measuring/compare_report.py" line="119"/>
        <source>RMSE after calibration, held out</source>
        <translation>較正後の RMSE（検証区域）</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/measuring/compare_report.py" line="120"/>
        <source>Bias after calibration, held out</source>
        <translation>較正後の偏り（検証区域）</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/measuring/compare_report.py" line="121"/>
        <source>Held-out places in the 90 % interval</source>
        <translation>90 %区間に入った検証区域の場所</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/measuring/compare_report.py" line="125"/>
        <source>Samples not compared: {why}</source>
        <translation>比較しなかったサンプル: {why}</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/measuring/compare_report.py" line="134"/>
        <source>dB; the ends hold all beyond</source>
        <translation>dB（両端はそれを超える値を含む）</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/measuring/compare_report.py" line="140"/>
        <source>As predicted</source>
        <translation>予測のまま</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/measuring/compare_report.py" line="142"/>
        <source>Calibrated, in held-out areas</source>
        <translation>較正後（検証区域）</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/measuring/compare_report.py" line="144"/>
        <source>Where: as predicted</source>
        <translation>分布: 予測のまま</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/measuring/compare_report.py" line="145"/>
        <source>Where: calibrated</source>
        <translation>分布: 較正後</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/measuring/compare_report.py" line="148"/>
        <source>Red: less was measured than predicted; blue: more. Patches of one colour after calibration are places the prediction does not understand: a missing site, a wrong height, a ridge that is not in the terrain model.</source>
        <translation>赤は予測より弱く、青は予測より強く測定された場所です。較正後も同じ色がまとまって残る場所は、予測が捉えていない場所です（基地局の不足、高さの誤り、地形モデルにない尾根など）。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/measuring/compare_report.py" line="176"/>
        <source>all groups</source>
        <translation>すべて</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/measuring/compare_report.py" line="180"/>
        <source>Number of places</source>
        <translation>箇所の数</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/measuring/compare_report.py" line="181"/>
        <source>Number of areas</source>
        <translation>区域の数</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/measuring/compare_report.py" line="182"/>
        <source>Mean residual</source>
        <translation>残差の平均</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/measuring/compare_report.py" line="183"/>
        <source>Offset</source>
        <translation>補正値</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/measuring/compare_report.py" line="184"/>
        <source>90 % interval around the calibrated level</source>
        <translation>較正値まわりの90 %区間</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/measuring/compare_report.py" line="185"/>
        <source>Held-out places in it</source>
        <translation>検証で区間に入った割合</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/measuring/compare_report.py" line="211"/>
        <source>The offset is added to the prediction. A group measured in few areas is drawn towards the one above it, which is why offset and mean differ.</source>
        <translation>補正値は予測に加える値です。測定した区域が少ない分類は上位の分類の値に近づけるため、補正値と平均は一致しません。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/measuring/compare_report.py" line="243"/>
        <source>No place was measured as out of service.</source>
        <translation>圏外と測定された場所はありません。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/measuring/compare_report.py" line="244"/>
        <source>{level} dBm (sensitivity that was given)</source>
        <translation>{level} dBm（指定された受信感度）</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/measuring/compare_report.py" line="244"/>
        <source>{level} dBm (weakest 5 % of the measured levels; SENSITIVITY was not given)</source>
        <translation>{level} dBm（測定値の弱いほうから5 %の値。SENSITIVITY の指定なし）</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/measuring/compare_report.py" line="252"/>
        <source>Places out of service (most of their samples)</source>
        <translation>圏外の場所（サンプルの過半が圏外）</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/measuring/compare_report.py" line="253"/>
        <source>Level from which there should be service</source>
        <translation>圏内になるはずの強さ</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/measuring/compare_report.py" line="257"/>
        <source>of them predicted with service</source>
        <translation>うち圏内と予測された場所</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/measuring/compare_report.py" line="261"/>
        <source>of them predicted with service, calibrated</source>
        <translation>うち較正後も圏内と予測された場所</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/measuring/compare_report.py" line="272"/>
        <source>Samples were gathered by {cell} m cell, carrier, band and clutter (medians), so that many samples of one place count once. The prediction is that of the cell a sample lies in.</source>
        <translation>サンプルは{cell} mのセル・事業者・周波数帯・地物の種類ごとにまとめ（中央値）、同じ場所の多数のサンプルを1つに数えました。予測はサンプルのあるセルの値です。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/measuring/compare_report.py" line="280"/>
        <source>Held out were squares of {block} m in {folds} folds ({areas} squares); cells within {buffer} m of a fold were not learnt from while it was predicted.</source>
        <translation>{block} m四方の区域{areas}個を{folds}組に分けて順に除き、検証しました。除いた組から{buffer} m以内のセルは、その組を予測するときの学習に使っていません。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/measuring/compare_report.py" line="291"/>
        <source>The interval holds for places like the measured ones: roads of a drive test say little about houses and forests beside them.</source>
        <translation>90 %区間は、測定した場所と似た場所について成り立ちます。道路の走行調査からは、沿道の住宅や森林のことはあまり分かりません。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/measuring/compare_report.py" line="301"/>
        <source>Levels below what the receiver can measure are missing, so offsets of weak places come out too high. The lowest level measured is {lowest} dBm; give SENSITIVITY to learn only where this cannot matter.</source>
        <translation>受信機が測れない弱い値は記録に現れないため、弱い場所の補正値は高めになります。測定値の最低は {lowest} dBm です。SENSITIVITY を指定すると、影響のない場所だけから学習します。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/measuring/compare_report.py" line="312"/>
        <source>{count} places predicted within two spreads of the sensitivity ({floor} dBm) were neither learnt from nor held out: only what happened to be strong was measured there.</source>
        <translation>受信感度（{floor} dBm）からばらつきの2倍以内と予測された{count}か所は、学習にも検証にも使っていません。たまたま強かった場所だけが測定されているためです。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/measuring/compare_report.py" line="324"/>
        <source>Every place was learnt from: none is predicted near the sensitivity ({floor} dBm), or too few are not.</source>
        <translation>すべての場所から学習しました。受信感度（{floor} dBm）に近い予測がないか、それ以外の場所が少なすぎるためです。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/siting/demand.py" line="173"/>
        <source>DEMAND: {path} holds weights below zero. Give weights of 0 or more, and declare its no-data value.</source>
        <translation>DEMAND：{path} に負の重みがあります。0以上の重みにし、無効値（nodata）を設定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/propagation/entry.py" line="23"/>
        <source>the kind of building</source>
        <translation>建物の種類</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/propagation/entry.py" line="24"/>
        <source>the place of use</source>
        <translation>利用場所</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/propagation/entry.py" line="25"/>
        <source>the probability</source>
        <translation>確率</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/propagation/gases.py" line="18"/>
        <source>the air pressure (hPa)</source>
        <translation>気圧（hPa）</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/propagation/gases.py" line="19"/>
        <source>the temperature (°C)</source>
        <translation>気温（°C）</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/propagation/gases.py" line="20"/>
        <source>the water vapour (g/m³)</source>
        <translation>水蒸気量（g/m³）</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/holes/hole_inputs.py" line="103"/>
        <source>CARRIERS names {names} carriers, but there are {rasters} rasters. Name one for each, in their order; the same name may stand twice.</source>
        <translation>CARRIERS に {names} 社が書かれていますが、ラスタは {rasters} 枚です。ラスタの順に1つずつ書いてください（同じ名前が2回あってもかまいません）。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/holes/hole_inputs.py" line="129"/>
        <source>It is not clear whose probability {path} is ({name}?). Give as many probabilities as signals, in the same order.</source>
        <translation>{path} がどの事業者の確率か分かりません（{name}？）。電波の強さと同じ枚数の確率を、同じ順に指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/holes/hole_inputs.py" line="206"/>
        <source>{width} × {height} cells would be needed to cover all inputs at {cell} m. Give a coarser RESOLUTION, or only rasters of one region.</source>
        <translation>すべての入力を {cell} m で覆うには {width} × {height} ピクセルが必要です。RESOLUTION を粗くするか、1つの地域のラスタだけを指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/holes/hole_inputs.py" line="230"/>
        <source>{path} lies nowhere over the rasters of the other carriers: whether any carrier covers cannot be said there. Choose rasters of the same region, and check their coordinate systems.</source>
        <translation>{path} は他の事業者のラスタとまったく重ならないため、いずれかの事業者が圏内かどうかを判定できません。同じ地域のラスタを選び、座標系を確認してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/holes/hole_inputs.py" line="259"/>
        <source>{path} has {count} bands, where one is expected. Choose another raster.</source>
        <translation>{path} のバンド数は {count} ですが、1バンドである必要があります。別のラスタを選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/holes/hole_inputs.py" line="298"/>
        <source>{path} holds {value}, which is no received power in dBm (field strength, or a no-data value that is not declared?). Choose the SIGNAL of a prediction.</source>
        <translation>{path} に {value} があり、受信電力（dBm）ではありません（電界強度、または宣言されていないデータなしの値の可能性があります）。受信電力の予測の SIGNAL を選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/holes/hole_inputs.py" line="304"/>
        <source>{path} holds {value}, but probabilities run from 0 to 1. Choose the PROBABILITY of a prediction.</source>
        <translation>{path} に {value} がありますが、確率は 0～1 です。受信電力の予測の PROBABILITY を選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/holes/holes.py" line="118"/>
        <source>It is not clear whose the raster without a carrier&apos;s name is, where there are others: {names}. Give CARRIERS.</source>
        <translation>ほかに事業者（{names}）があるため、事業者名のないラスタがどの事業者のものか分かりません。CARRIERS を指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/holes/holes.py" line="133"/>
        <source>There is nothing that tells coverage: give rasters (SIGNAL or PROBABILITY), published areas (CARRIER_AREAS) or measurements with their carrier (MEASUREMENTS).</source>
        <translation>エリアの状況を示す入力がありません。ラスタ（SIGNAL または PROBABILITY）、公表エリア（CARRIER_AREAS）、事業者名のある測定データ（MEASUREMENTS）のいずれかを指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/holes/holes.py" line="165"/>
        <source>The grid</source>
        <translation>格子</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/holes/holes_report.py" line="42"/>
        <source>where they disagree, either one that says no coverage makes a hole</source>
        <translation>食い違う場所は、どちらかが圏外とすれば圏外とします</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/holes/holes_report.py" line="43"/>
        <source>where they disagree, the published area counts</source>
        <translation>食い違う場所は、公表エリアに従います</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/holes/holes_report.py" line="44"/>
        <source>where they disagree, the prediction counts</source>
        <translation>食い違う場所は、予測に従います</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/holes/holes_report.py" line="48"/>
        <source>Signal</source>
        <translation>受信電力</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/holes/holes_report.py" line="49"/>
        <source>Probability of coverage</source>
        <translation>通信できる確率</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/holes/holes_report.py" line="50"/>
        <source>Measurements</source>
        <translation>測定データ</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/holes/holes_report.py" line="51"/>
        <source>Published coverage areas</source>
        <translation>公表エリア</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/holes/holes_report.py" line="52"/>
        <source>Municipalities</source>
        <translation>市区町村</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/holes/holes_report.py" line="53"/>
        <source>Population</source>
        <translation>人口</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/holes/holes_report.py" line="54"/>
        <source>Roads and ferry routes</source>
        <translation>道路と航路</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/holes/holes_report.py" line="489"/>
        <source>Facilities</source>
        <translation>施設</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/holes/holes_report.py" line="56"/>
        <source>Commercial districts</source>
        <translation>商業地域</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/holes/holes_report.py" line="153"/>
        <source>All</source>
        <translation>全体</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/holes/holes_report.py" line="164"/>
        <source>{bad} of {samples} measurements were out of service or below {threshold} dBm.</source>
        <translation>測定 {samples} 件のうち {bad} 件が圏外または {threshold} dBm 未満です。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/holes/holes_report.py" line="175"/>
        <source>Not covered by what is predicted or published; not measured by all.</source>
        <translation>予測または公表エリアで圏外です（全事業者の測定はありません）。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/holes/holes_report.py" line="175"/>
        <source>Not covered by what is predicted or published; not measured.</source>
        <translation>予測または公表エリアで圏外です（測定なし）。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/holes/holes_report.py" line="181"/>
        <source>Outside all rasters.</source>
        <translation>すべてのラスタの外です。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/holes/holes_report.py" line="183"/>
        <source>Nothing is known of at least one carrier, and no other covers.</source>
        <translation>状況の分からない事業者があり、ほかの事業者は圏外です。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/holes/holes_report.py" line="183"/>
        <source>Neither measured, predicted nor published.</source>
        <translation>測定・予測・公表エリアのいずれもありません。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/holes/holes_report.py" line="189"/>
        <source>Prediction and published area disagree on {area} m²: {rule}.</source>
        <translation>予測と公表エリアが {area} m² で食い違います（{rule}）。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/holes/holes_report.py" line="197"/>
        <source>{area} m² are published as covered.</source>
        <translation>{area} m² は圏内と公表されています。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/holes/holes_report.py" line="204"/>
        <source>The people of {count} squares in it are unknown.</source>
        <translation>この中の {count} メッシュは人口が不明です。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/holes/holes_report.py" line="231"/>
        <source>Coverage holes and indicators of connectivity</source>
        <translation>通信困難地域とつながる東京の指標</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/holes/holes_report.py" line="236"/>
        <source>Indicators and targets</source>
        <translation>指標と目標</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/holes/holes_report.py" line="455"/>
        <source>Map: any carrier</source>
        <translation>地図：いずれかの事業者</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/holes/holes_report.py" line="242"/>
        <source>Holes with most people, then the largest</source>
        <translation>人口の多い圏外地域（次いで面積順）</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/holes/holes_report.py" line="244"/>
        <source>What was not known</source>
        <translation>分からなかったこと</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/holes/holes_report.py" line="246"/>
        <source>Inputs</source>
        <translation>入力</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/holes/holes_report.py" line="287"/>
        <source>Made on {date}. Carriers: {carriers}. Coordinate system: {crs}.</source>
        <translation>作成日：{date}　事業者：{carriers}　座標系：{crs}</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/holes/holes_report.py" line="301"/>
        <source>No carrier covers: {measured} measured holes and {predicted} predicted holes, {area} km², {people} people. Of {unknown} % of the area it is not known.</source>
        <translation>どの事業者も圏外：測定による圏外 {measured} か所、予測による圏外 {predicted} か所、面積 {area} km²、人口 {people} 人。面積の {unknown} % は不明です。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/holes/holes_report.py" line="333"/>
        <source>no list given</source>
        <translation>一覧なし</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/holes/holes_report.py" line="337"/>
        <source>; {count} municipalities without a list</source>
        <translation>（ほかに一覧のない {count} 市区町村）</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/holes/holes_report.py" line="351"/>
        <source>Indicator (any carrier)</source>
        <translation>指標（いずれかの事業者）</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/holes/holes_report.py" line="353"/>
        <source>Target {year}</source>
        <translation>目標 {year}</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/holes/holes_report.py" line="354"/>
        <source>Here</source>
        <translation>今回</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/holes/holes_report.py" line="355"/>
        <source>Unknown / listed</source>
        <translation>不明／一覧の計</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/holes/holes_report.py" line="357"/>
        <source>Targets are those of the whole programme ({source}); figures here are of the lists given. A range: from everything unknown not covered to everything unknown covered.</source>
        <translation>目標は事業全体の値です（{source}）。今回の値は、与えた一覧についての値です。幅のある値は、不明をすべて圏外とした場合から、すべて圏内とした場合までを示します。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/holes/holes_report.py" line="389"/>
        <source>Land area</source>
        <translation>面積</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/holes/holes_report.py" line="391"/>
        <source>Commercial left (ha)</source>
        <translation>商業地域の残り (ha)</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/holes/holes_report.py" line="392"/>
        <source>Roads</source>
        <translation>道路</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/holes/holes_report.py" line="487"/>
        <source>People</source>
        <translation>人口</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/holes/holes_report.py" line="394"/>
        <source>People, half-mesh</source>
        <translation>人口（1/2メッシュ）</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/holes/holes_report.py" line="416"/>
        <source>People in holes</source>
        <translation>圏外の人口</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/holes/holes_report.py" line="419"/>
        <source>By municipality (any carrier)</source>
        <translation>市区町村別（いずれかの事業者）</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/holes/holes_report.py" line="469"/>
        <source>None was found.</source>
        <translation>見つかりませんでした。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/holes/holes_report.py" line="486"/>
        <source>Area (km²)</source>
        <translation>面積 (km²)</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/holes/holes_report.py" line="488"/>
        <source>Roads (km)</source>
        <translation>道路 (km)</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/holes/holes_report.py" line="490"/>
        <source>Bad / all measurements</source>
        <translation>不良／全測定</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/holes/holes_report.py" line="492"/>
        <source>The first {count} of {total}; all are in the layer of holes.</source>
        <translation>{total} か所のうち {count} か所。すべては圏外レイヤにあります。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/holes/holes_report.py" line="511"/>
        <source>{list}: no list given.</source>
        <translation>{list}：一覧が与えられていません。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/holes/holes_report.py" line="517"/>
        <source>{kind}: no list, or nothing in it, for {count} municipalities ({names}).</source>
        <translation>{kind}：{count} 市区町村は一覧がないか、空です（{names}）。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/holes/holes_report.py" line="528"/>
        <source>People of {count} squares are suppressed (*) or missing: not counted.</source>
        <translation>{count} メッシュの人口は秘匿（*）または欠測のため、数えていません。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/holes/holes_report.py" line="537"/>
        <source>The half-mesh rule is made for 500 m squares; here it was applied to areas of {area} m².</source>
        <translation>1/2メッシュ方式は 500 m メッシュのためのものですが、ここでは約 {area} m² の区画に当てはめました。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/holes/holes_report.py" line="547"/>
        <source>The half-mesh rule needs squares; the population was given as points.</source>
        <translation>1/2メッシュ方式にはメッシュが必要ですが、人口は点で与えられました。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/holes/holes_report.py" line="555"/>
        <source>{area} km² without data (outside the rasters, or a carrier not known).</source>
        <translation>{area} km² はデータがありません（ラスタの外、または状況の分からない事業者があります）。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/holes/holes_report.py" line="565"/>
        <source>Neither rasters nor areas of {names}: they count only where measured.</source>
        <translation>{names} はラスタも公表エリアもないため、測定した場所でだけ数えます。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/holes/holes_report.py" line="575"/>
        <source>{count} holes below {least} m², {area} km² in all, are in the figures, but not in the layer.</source>
        <translation>{least} m² 未満の圏外 {count} か所（計 {area} km²）は、数値には含みますが、レイヤには含みません。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/holes/holes_report.py" line="587"/>
        <source>Outside all municipalities, not counted: {roads} km of roads, {places} places.</source>
        <translation>どの市区町村にも入らず数えていないもの：道路 {roads} km、施設 {places} か所。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/holes/holes_report.py" line="597"/>
        <source>Nothing was missing.</source>
        <translation>不足はありません。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/holes/holes_report.py" line="602"/>
        <source>Input</source>
        <translation>入力</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/holes/holes_report.py" line="604"/>
        <source>Date</source>
        <translation>日付</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/holes/holes_report.py" line="612"/>
        <source>not covered</source>
        <translation>圏外</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/holes/holes_report.py" line="618"/>
        <source>Cells of {cell} m count as predicted to be covered where the probability of coverage is at least {probability} %, or, where no probability is given, the signal at least {threshold} dBm.</source>
        <translation>{cell} m のピクセルごとに、通信できる確率が {probability} % 以上（確率がない場所では電波の強さが {threshold} dBm 以上）であれば、予測上の圏内とします。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/holes/holes_report.py" line="629"/>
        <source>A carrier&apos;s published area is compared with the prediction, places outside it being {outside}: {rule}.</source>
        <translation>事業者の公表エリアを予測と比べ、公表エリアの外は{outside}とみなし、{rule}。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/holes/holes_report.py" line="638"/>
        <source>Measurements go before both: a square of {cell} m is a measured hole where at least {share} % of at least {least} samples were out of service or below {threshold} dBm, else covered.</source>
        <translation>測定データは両者に優先し、{cell} m 四方に {least} 件以上の測定があり、その {share} % 以上が圏外または {threshold} dBm 未満なら測定による圏外、そうでなければ圏内とします。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/holes/holes_report.py" line="650"/>
        <source>A place is covered where any carrier covers it, a hole where all are known not to, and unknown in between.</source>
        <translation>いずれかの事業者が圏内であれば圏内、すべての事業者が圏外と分かっていれば圏外、その間は不明とします。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/holes/holes_report.py" line="669"/>
        <source>Places with coverage (offices, stations, shelters, hospitals …)</source>
        <translation>圏内の施設（庁舎・駅・避難所・病院など）</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/holes/holes_report.py" line="670"/>
        <source>Commercial districts left without coverage</source>
        <translation>圏外のまま残る商業地域</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/holes/holes_report.py" line="671"/>
        <source>Roads with coverage, by length</source>
        <translation>圏内の道路（延長）</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/holes/holes_report.py" line="672"/>
        <source>Ferry routes with coverage, by length</source>
        <translation>圏内の航路（延長）</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/holes/holes_report.py" line="673"/>
        <source>People with coverage, by area</source>
        <translation>圏内の人口（面積按分）</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/holes/holes_report.py" line="674"/>
        <source>People with coverage, half-mesh rule</source>
        <translation>圏内の人口（1/2メッシュ方式）</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/holes/holes_report.py" line="675"/>
        <source>Any carrier</source>
        <translation>いずれかの事業者</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/propagation/itm.py" line="48"/>
        <source>ITM: the ground&apos;s impedance is not physical at this frequency. Give the ground&apos;s permittivity and conductivity as tables list them (average ground 15 and 0.005 S/m, sea 80 and 5 S/m).</source>
        <translation>ITM：この周波数では大地のインピーダンスが物理的にありえない値になります。比誘電率と導電率に一般的な値（平均的な大地15と0.005 S/m、海80と5 S/m）を指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/propagation/itm.py" line="53"/>
        <source>ITM: the effective Earth's radius lies outside 4,000–13,333 km. Give a surface refractivity of about 250–400.</source>
        <translation>ITM：等価地球半径が4,000～13,333 kmを外れます。海面屈折度を250～400程度にしてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/propagation/itm.py" line="57"/>
        <source>ITM: the refractivity at the height of the path is below 150 N-units. Check that heights are in metres.</source>
        <translation>ITM：伝搬路の高さでの屈折度が150 N単位を下回ります。標高の単位がメートルか確かめてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/propagation/itm.py" line="61"/>
        <source>ITM: the refractivity at the height of the path is over 400 N-units. Check heights and refractivity.</source>
        <translation>ITM：伝搬路の高さでの屈折度が400 N単位を超えます。標高と屈折度を確かめてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/propagation/itm.py" line="67"/>
        <source>ITM: an antenna is lower than 1 m or higher than 1,000 m, near the model&apos;s limits.</source>
        <translation>ITM：アンテナ高が1 m未満または1,000 m超で、モデルの限界に近い条件です。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/propagation/itm.py" line="70"/>
        <source>ITM: the frequency lies outside 40–10,000 MHz, near the model's limits.</source>
        <translation>ITM：周波数が40～10,000 MHzの外で、モデルの限界に近い条件です。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/propagation/itm.py" line="71"/>
        <source>ITM: the path is longer than 1,000 km; use the result with care.</source>
        <translation>ITM：伝搬路が1,000 kmを超えています。結果は慎重に扱ってください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/propagation/itm.py" line="72"/>
        <source>ITM: the path is short for the model; use the result with care.</source>
        <translation>ITM：モデルに対して伝搬路が短いため、結果は慎重に扱ってください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/propagation/itm.py" line="73"/>
        <source>ITM: a horizon rises or falls by more than 0.2 rad, too steep for the model.</source>
        <translation>ITM：見通し線の仰角・俯角が0.2ラジアンを超え、モデルには急すぎます。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/propagation/itm.py" line="76"/>
        <source>ITM: a horizon is much nearer or farther than over smooth ground; use the result with care.</source>
        <translation>ITM：地平線までの距離が平らな大地の場合と大きく異なります。結果は慎重に扱ってください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/propagation/itm.py" line="79"/>
        <source>ITM: a percentage lies far out in the tail, where the model is not sure.</source>
        <translation>ITM：指定した率が分布の端にあり、モデルの精度が保証されません。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/propagation/itm.py" line="80"/>
        <source>ITM: the refractivity at the height of the path is below 250 N-units; use the result with care.</source>
        <translation>ITM：伝搬路の高さでの屈折度が250 N単位を下回ります。結果は慎重に扱ってください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/propagation/itm.py" line="83"/>
        <source>ITM: the model has no value here (horizons a few metres away); free space is given. Do not use it.</source>
        <translation>ITM：この条件（数m先で視界がさえぎられるなど）ではモデルの値が求まらず、自由空間の損失を返しています。この値は使わないでください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/propagation/itm.py" line="88"/>
        <source>the ground&apos;s relative permittivity</source>
        <translation>大地の比誘電率</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/propagation/itm.py" line="89"/>
        <source>the ground&apos;s conductivity (S/m)</source>
        <translation>大地の導電率（S/m）</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/propagation/itm.py" line="90"/>
        <source>the percentage of situations</source>
        <translation>状況率（%）</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/propagation/itm.py" line="91"/>
        <source>the radio climate</source>
        <translation>電波気候区分</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/propagation/itm.py" line="92"/>
        <source>the mode of variability</source>
        <translation>変動の扱い（モード）</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/propagation/itm.py" line="93"/>
        <source>the terrain irregularity (m)</source>
        <translation>地形の起伏量（m）</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/propagation/itm.py" line="94"/>
        <source>the siting criterion</source>
        <translation>設置場所の選び方</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/propagation/itm.py" line="95"/>
        <source>the number of heights along the path</source>
        <translation>伝搬路上の標高点数</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/propagation/itm.py" line="96"/>
        <source>the spacing of heights (m)</source>
        <translation>標高点の間隔（m）</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/propagation/itm.py" line="157"/>
        <source>ITM: the path crosses cells without a height. Fill the terrain model there.</source>
        <translation>ITM：伝搬路の途中に標高のないピクセルがあります。標高データの欠損を補ってください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/landscape.py" line="365"/>
        <source>DSM: {path} holds no heights where the DTM does. Choose a surface model of the same place, or none.</source>
        <translation>DSM：{path} には、DTMのある場所に標高がありません。同じ場所のDSMを選ぶか、指定しないでください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/propagation/limits.py" line="20"/>
        <source>{model}: {quantity} is {value}; it must be {low} or more.</source>
        <translation>{model}：{quantity}が{value}になっています。{low}以上にしてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/propagation/limits.py" line="20"/>
        <source>{model}: {quantity} is {value}; it must be greater than {low}.</source>
        <translation>{model}：{quantity}が{value}になっています。{low}より大きい値にしてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/propagation/limits.py" line="26"/>
        <source>{model}: {quantity} is {value}; it must lie within {low}–{high}.</source>
        <translation>{model}：{quantity}が{value}になっています。{low}～{high}の範囲にしてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/propagation/limits.py" line="26"/>
        <source>{model}: {quantity} is {value}; it must be greater than {low} and less than {high}.</source>
        <translation>{model}：{quantity}が{value}になっています。{low}より大きく{high}より小さい値にしてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/propagation/limits.py" line="41"/>
        <source>{model}: {quantity} is {value}; choose one of {choices}.</source>
        <translation>{model}：{quantity}が{value}になっています。次から選んでください：{choices}</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/propagation/limits.py" line="50"/>
        <source>the transmitter&apos;s height (m)</source>
        <translation>送信点のアンテナ高（m）</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/propagation/limits.py" line="51"/>
        <source>the receiver&apos;s height (m)</source>
        <translation>受信点のアンテナ高（m）</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/propagation/limits.py" line="52"/>
        <source>the frequency (MHz)</source>
        <translation>周波数（MHz）</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/propagation/limits.py" line="53"/>
        <source>the frequency (GHz)</source>
        <translation>周波数（GHz）</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/propagation/limits.py" line="54"/>
        <source>the distance (km)</source>
        <translation>距離（km）</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/propagation/limits.py" line="55"/>
        <source>the percentage of time</source>
        <translation>時間率（%）</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/propagation/limits.py" line="56"/>
        <source>the percentage of locations</source>
        <translation>場所率（%）</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/propagation/limits.py" line="57"/>
        <source>the elevation angle (°)</source>
        <translation>仰角（°）</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/propagation/limits.py" line="58"/>
        <source>the surface refractivity N0 (N-units)</source>
        <translation>海面屈折度N0（N単位）</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/prediction/link.py" line="33"/>
        <source>Free space</source>
        <translation>自由空間</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/prediction/link.py" line="34"/>
        <source>Multipath and focusing</source>
        <translation>マルチパス・集束</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/prediction/link.py" line="35"/>
        <source>Diffraction by terrain</source>
        <translation>地形による回折</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/prediction/link.py" line="36"/>
        <source>Diffraction by buildings and trees</source>
        <translation>建物・樹木による回折</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/prediction/link.py" line="38"/>
        <source>Ducting and troposcatter</source>
        <translation>ダクト・対流圏散乱</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/prediction/link.py" line="39"/>
        <source>Location variability</source>
        <translation>場所による変動</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/prediction/link_plot.py" line="56"/>
        <source>Basic transmission loss</source>
        <translation>基本伝送損失</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/prediction/link.py" line="41"/>
        <source>Alone: line of sight and diffraction</source>
        <translation>単独：見通し・回折</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/prediction/link.py" line="42"/>
        <source>Alone: troposcatter</source>
        <translation>単独：対流圏散乱</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/prediction/link.py" line="43"/>
        <source>Alone: ducting and layer reflection</source>
        <translation>単独：ダクト・層反射</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/prediction/link.py" line="44"/>
        <source>Terrain and atmosphere</source>
        <translation>地形・大気</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/prediction/link.py" line="45"/>
        <source>Oxygen and water vapour</source>
        <translation>酸素・水蒸気</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/prediction/link.py" line="46"/>
        <source>Rain</source>
        <translation>降雨</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/prediction/link.py" line="177"/>
        <source>FROM and TO are {length} m apart, less than a cell of the terrain model ({cell} m). Choose places further apart, or a finer terrain model.</source>
        <translation>FROM と TO の間隔は {length} m で、標高データのピクセル（{cell} m）より短くなっています。もっと離れた地点か、より細かい標高データを選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/prediction/link.py" line="189"/>
        <source>The path is long: terrain is looked at in cells of {resolution} m instead of {cell} m.</source>
        <translation>伝搬路が長いため、地形を {cell} m ではなく {resolution} m のピクセルで見ます。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/prediction/link.py" line="220"/>
        <source>The path is only {length} m long; the models are made for {least} m and more.</source>
        <translation>伝搬路は {length} m しかありません。モデルは {least} m 以上を対象としています。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/prediction/link.py" line="295"/>
        <source>The terrain model has no heights on {share} of the path, first {km} km from FROM. Fill it there, choose other places, or say that what is missing is sea.</source>
        <translation>伝搬路の {share} で標高データに値がありません（最初は FROM から {km} km）。欠けを埋めるか、別の地点を選ぶか、値のない所を海と指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/prediction/link.py" line="412"/>
        <source>ITM knows no buildings or trees: the DSM shows in the plot, not in the loss.</source>
        <translation>ITM は建物や樹木を扱いません。DSM は図に表れますが、損失には入りません。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/prediction/link.py" line="503"/>
        <source>{name} ({x}, {y}) lies outside the terrain model {path}. Move it, or give a terrain model that reaches it; check the coordinate system of the point too.</source>
        <translation>{name}（{x}, {y}）は標高データ {path} の範囲外です。地点を移すか、そこまで届く標高データを指定してください。地点の座標系も確かめてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/prediction/link_plot.py" line="26"/>
        <source>Radio link over {length} km</source>
        <translation>無線回線の断面（{length} km）</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/prediction/link_plot.py" line="27"/>
        <source>{frequency} MHz, {model}; Earth curved with an effective radius of {radius} km</source>
        <translation>{frequency} MHz、{model}。地球の丸み：等価半径 {radius} km</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/prediction/link_plot.py" line="29"/>
        <source>Rec. ITU-R P.1812-6</source>
        <translation>勧告 ITU-R P.1812-6</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/prediction/link_plot.py" line="30"/>
        <source>ITM (Longley–Rice)</source>
        <translation>ITM（Longley–Rice）</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/prediction/link_plot.py" line="31"/>
        <source>line of sight and knife edges (P.526, P.676, P.838)</source>
        <translation>見通しとナイフエッジ回折（P.526、P.676、P.838）</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/prediction/link_plot.py" line="33"/>
        <source>Distance from FROM (km)</source>
        <translation>FROM からの距離（km）</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/prediction/link_plot.py" line="34"/>
        <source>Height above sea level (m)</source>
        <translation>標高（m）</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/prediction/link_plot.py" line="35"/>
        <source>Ground</source>
        <translation>地面</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/prediction/link_plot.py" line="35"/>
        <source>Sea</source>
        <translation>海</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/prediction/link_plot.py" line="35"/>
        <source>Buildings and trees</source>
        <translation>建物・樹木</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/prediction/link_plot.py" line="35"/>
        <source>First Fresnel zone (dashed: 60 %)</source>
        <translation>第 1 フレネルゾーン（破線：60 %）</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/prediction/link_plot.py" line="35"/>
        <source>What cuts the line of sight</source>
        <translation>見通しを遮るもの</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/prediction/link_plot.py" line="42"/>
        <source>The link</source>
        <translation>回線</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/prediction/link_plot.py" line="43"/>
        <source>Losses by mechanism (dB)</source>
        <translation>損失の内訳（dB）</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/prediction/link_plot.py" line="44"/>
        <source>Points to look at</source>
        <translation>注目する点</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/prediction/link_plot.py" line="45"/>
        <source>FROM: ground, antenna above it</source>
        <translation>FROM：地盤高、アンテナ地上高</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/prediction/link_plot.py" line="46"/>
        <source>TO: ground, antenna above it</source>
        <translation>TO：地盤高、アンテナ地上高</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/prediction/link_plot.py" line="47"/>
        <source>{ground} m, {antenna} m</source>
        <translation>{ground} m、{antenna} m</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/prediction/link_plot.py" line="48"/>
        <source>Climate: ΔN, N0</source>
        <translation>気候定数：ΔN、N0</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/prediction/link_plot.py" line="49"/>
        <source>Time, locations</source>
        <translation>時間率、場所率</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/prediction/link_plot.py" line="50"/>
        <source>Line of sight</source>
        <translation>見通し</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/prediction/link_plot.py" line="51"/>
        <source>free</source>
        <translation>あり</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/prediction/link_plot.py" line="52"/>
        <source>blocked</source>
        <translation>なし</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/prediction/link_plot.py" line="53"/>
        <source>Least clearance, of the first Fresnel zone</source>
        <translation>最小クリアランス（対 第 1 フレネル半径）</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/prediction/link_plot.py" line="54"/>
        <source>Radiated power (EIRP)</source>
        <translation>放射電力（EIRP）</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/prediction/link_plot.py" line="55"/>
        <source>Received by an isotropic antenna</source>
        <translation>受信電力（等方性アンテナ）</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/prediction/link_plot.py" line="58"/>
        <source>Least clearance</source>
        <translation>クリアランス最小</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/prediction/link_plot.py" line="59"/>
        <source>Horizon of FROM</source>
        <translation>FROM から見た地平</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/prediction/link_plot.py" line="60"/>
        <source>Horizon of TO</source>
        <translation>TO から見た地平</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/prediction/link_plot.py" line="61"/>
        <source>Edge in place of all (Bullington)</source>
        <translation>等価な 1 枚の山（Bullington）</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/prediction/link_plot.py" line="63"/>
        <source>{km} km, {height} m</source>
        <translation>{km} km、{height} m</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/measuring/measurement_columns.py" line="115"/>
        <source>{name}: no column with a signal in dBm was recognised. Its columns are: {columns}. Say which one it is with COLUMNS, such as signal={example}; field strengths in dBµV/m must be turned into dBm first.</source>
        <translation>{name}: 電波の強さ（dBm）の列が見つかりませんでした。列は {columns} です。どの列かを COLUMNS で指定してください（例: signal={example}）。電界強度（dBµV/m）は先に dBm に換算してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/measuring/measurement_columns.py" line="129"/>
        <source>{name}: the first {count} rows are titles; those of row {row} are used.</source>
        <translation>{name}: 先頭の{count}行は見出しです。{row}行目の見出しを使います。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/measuring/measurement_columns.py" line="149"/>
        <source>COLUMNS: {part} cannot be understood. Write what=title pairs with semicolons between, such as signal=RSRP; latitude=緯度. What may be: {roles}.</source>
        <translation>COLUMNS: {part} を解釈できません。「項目=見出し」をセミコロンで区切って指定してください（例: signal=RSRP; latitude=緯度）。使える項目: {roles}。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/measuring/measurement_columns.py" line="227"/>
        <source>{name} has no column {title} (COLUMNS). Its columns are: {columns}.</source>
        <translation>{name} に列 {title} がありません（COLUMNS）。列は {columns} です。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/measuring/measurement_columns.py" line="237"/>
        <source>{name}: no columns with longitude and latitude were recognised. Its first row reads: {columns}. Say which they are with COLUMNS, such as longitude=経度; latitude=緯度.</source>
        <translation>{name}: 経度と緯度の列が見つかりませんでした。1行目は {columns} です。COLUMNS で指定してください（例: longitude=経度; latitude=緯度）。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/measuring/measurement_columns.py" line="256"/>
        <source>{name}: {count} columns are called {title}; the first is used.</source>
        <translation>{name}: 見出しが {title} の列が{count}列あります。最初の列を使います。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/measuring/measurements.py" line="43"/>
        <source>it has no position</source>
        <translation>位置がありません</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/measuring/measurements.py" line="44"/>
        <source>its position ({x}, {y}) cannot be read</source>
        <translation>位置（{x}, {y}）を読み取れません</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/measuring/measurements.py" line="45"/>
        <source>longitude {x}, latitude {y} is no place</source>
        <translation>経度 {x}、緯度 {y} の場所はありません</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/measuring/measurements.py" line="46"/>
        <source>its place ({x}, {y}) cannot be brought into the system of the points</source>
        <translation>位置（{x}, {y}）を点の座標系に変換できません</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/measuring/measurements.py" line="47"/>
        <source>its position is 0, 0: the receiver did not know where it was</source>
        <translation>位置が 0, 0 です（測位できていません）</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/measuring/measurements.py" line="48"/>
        <source>it has no signal, and nothing says it was out of service</source>
        <translation>電波の強さがなく、圏外だったとの記録もありません</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/measuring/measurements.py" line="49"/>
        <source>its signal {value} cannot be read</source>
        <translation>電波の強さ {value} を読み取れません</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/measuring/measurements.py" line="50"/>
        <source>its signal {value} is no level in dBm (−160 to −10)</source>
        <translation>電波の強さ {value} は dBm の値（−160～−10）ではありません</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/measuring/measurements.py" line="51"/>
        <source>its signal {value} ASU cannot be turned into dBm (technology {radio})</source>
        <translation>電波の強さ {value} ASU を dBm に換算できません（通信方式 {radio}）</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/measuring/measurements.py" line="52"/>
        <source>an earlier row has the same place, time and cell</source>
        <translation>位置・時刻・セルが前の行と同じです</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/measuring/measurements.py" line="56"/>
        <source>{name}: none of the first {count} rows could be used; most often because {why} (line {line}). Check the columns with COLUMNS: levels in ASU are asu={title}, other units must be turned into dBm first.</source>
        <translation>{name}: 先頭の{count}行に使える行がありませんでした。主な理由は「{why}」です（{line}行目）。COLUMNS で列を確認してください。ASU の値は asu={title} と指定し、その他の単位は先に dBm に換算してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/measuring/measurements.py" line="234"/>
        <source>{name}: its coordinates are degrees, but CRS is a system in metres. Set CRS to EPSG:4326.</source>
        <translation>{name}: 座標は度ですが、CRS はメートルの座標系です。CRS を EPSG:4326 にしてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/measuring/measurements.py" line="241"/>
        <source>{name}: {x} was read as east, {y} as north. Where X is north (survey), give COLUMNS x={y}; y={x}.</source>
        <translation>{name}: {x} を東、{y} を北として読みました。X が北の場合（測量座標）は COLUMNS に x={y}; y={x} と指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/measuring/measurements.py" line="252"/>
        <source>{name}: its coordinates ({x}, {y}) are no degrees. Set CRS to their system (for Tokyo EPSG:6677; X is then taken as east: use COLUMNS x=Y; y=X where X is north). Degrees and minutes must have ° or 度.</source>
        <translation>{name}: 座標（{x}, {y}）は度ではありません。CRS に座標系を指定してください（東京は通常 EPSG:6677。X を東とみなすため、X が北のときは COLUMNS に x=Y; y=X と指定します）。度分で書くときは ° または 度 が必要です。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/measuring/measurements.py" line="265"/>
        <source>{name}: longitude and latitude are swapped (all its latitudes exceed 90°); they were swapped back.</source>
        <translation>{name}: 経度と緯度が入れ替わっていたため（緯度がすべて90°を超えています）、元に戻しました。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/measuring/measurements.py" line="528"/>
        <source>There is no table (.csv, .txt, .tsv) in {folder}. Choose another folder.</source>
        <translation>{folder} に表（.csv、.txt、.tsv）がありません。別のフォルダを選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/lists/mesh.py" line="103"/>
        <source>{latitude}° N, {longitude}° E lies outside the grid squares of Japan.</source>
        <translation>北緯{latitude}度、東経{longitude}度は日本の地域メッシュの範囲外です。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/lists/mesh.py" line="141"/>
        <source>The grid square “{text}” has lost digits in a spreadsheet. Use the file as it was published.</source>
        <translation>メッシュコード「{text}」は表計算ソフトで桁が失われています。公表されたままのファイルを使ってください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/lists/mesh.py" line="150"/>
        <source>“{text}” is no grid square code (JIS X 0410: 4, 6, 8, 9, 10 or 11 digits).</source>
        <translation>「{text}」は地域メッシュコードではありません（JIS X 0410：4、6、8、9、10、11桁）。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/lists/mesh.py" line="162"/>
        <source>“{text}” has the length of a grid square code, but names no square of Japan.</source>
        <translation>「{text}」は桁数は地域メッシュコードと同じですが、日本に該当するメッシュがありません。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/propagation/millimetre.py" line="149"/>
        <source>The path needs three points or more with rising distances and known heights. Fill the terrain model there, or choose another path.</source>
        <translation>伝搬路には、距離が増えていく順に並び標高の分かる点が3点以上必要です。標高データの欠損を補うか、別の経路を選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/propagation/p1812.py" line="777"/>
        <source>Rec. ITU-R P.1812 covers {low} to {high} MHz, not {value} MHz. Choose another model or frequency.</source>
        <translation>勧告 ITU-R P.1812 の対象は {low}～{high} MHz で、{value} MHz は対象外です。別のモデルか周波数を選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/propagation/p1812.py" line="777"/>
        <source>Rec. ITU-R P.1812 covers {low} to {high} % of the time, not {value} %. Choose a value between.</source>
        <translation>勧告 ITU-R P.1812 の対象は時間率 {low}～{high} % で、{value} % は対象外です。この間の値を指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/propagation/p1812.py" line="777"/>
        <source>Rec. ITU-R P.1812 covers {low} to {high} % of locations, not {value} %. Choose a value between.</source>
        <translation>勧告 ITU-R P.1812 の対象は場所率 {low}～{high} % で、{value} % は対象外です。この間の値を指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/propagation/p1812.py" line="795"/>
        <source>Rec. ITU-R P.1812 covers antennas {low} to {high} m above ground, not {value} m. Give a height above ground.</source>
        <translation>勧告 ITU-R P.1812 の対象は地上高 {low}～{high} m のアンテナで、{value} m は対象外です。地面からの高さを指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/propagation/p1812.py" line="805"/>
        <source>A path profile needs three points or more, each with terrain, clutter and zone; this one has {count}. Choose places further apart or a finer terrain model.</source>
        <translation>伝搬路の断面には、地形・地物・区域をもつ点が 3 点以上必要ですが、{count} 点しかありません。もっと離れた地点か、より細かい標高データを選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/propagation/p1812.py" line="814"/>
        <source>The distances of a path profile must rise from 0 to at most {length} km; these do not. Mend the profile.</source>
        <translation>断面の距離は 0 から最大 {length} km まで増え続けなければなりませんが、そうなっていません。断面を直してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/propagation/p1812.py" line="822"/>
        <source>The path profile has points without a height. Fill the terrain model, or choose other places.</source>
        <translation>断面に標高のない点があります。標高データの欠けを埋めるか、別の地点を選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/propagation/p1812.py" line="829"/>
        <source>The zones of a path profile must be 1 (sea), 3 (coastal land) or 4 (inland). Mend the profile.</source>
        <translation>断面の区域は 1（海）、3（沿岸陸地）、4（内陸）のいずれかです。断面を直してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/propagation/p2108.py" line="34"/>
        <source>the antenna&apos;s height (m)</source>
        <translation>アンテナ高（m）</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/propagation/p2108.py" line="35"/>
        <source>the street width (m)</source>
        <translation>道路の幅（m）</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/propagation/p2108.py" line="36"/>
        <source>the clutter height (m)</source>
        <translation>建物・樹木の高さ（m）</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/propagation/p2108.py" line="37"/>
        <source>the clutter type</source>
        <translation>周囲の土地の種類</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/lists/place_list.py" line="69"/>
        <source>{name}: {count} places have no usable position; whether they are covered is unknown: {places}.</source>
        <translation>{name}: 使える位置のない施設が {count} 件あります。圏内かどうかは不明です: {places}。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/lists/population.py" line="121"/>
        <source>{first_file} counts {first}, {second_file} counts {second}: give tables of one census and one kind, or say by COLUMN what to count.</source>
        <translation>{first_file} は {first}、{second_file} は {second} を集計しています。同じ調査・同じ種類の表を指定するか、集計する列を COLUMN に指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/lists/population.py" line="133"/>
        <source>{name} holds no grid square with people. Choose another table.</source>
        <translation>{name} に人口のあるメッシュがありません。別の表を選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/lists/population.py" line="183"/>
        <source>{path} cannot be unpacked ({detail}). Give the zip of e-Stat as it came, or the table in it.</source>
        <translation>{path} を展開できません（{detail}）。e-Stat からダウンロードしたままの zip か、その中の表を指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/lists/population.py" line="203"/>
        <source>{name} has no column KEY_CODE (its first row: {columns}). Choose a table of grid squares of e-Stat.</source>
        <translation>{name} に列 KEY_CODE がありません（1行目：{columns}）。e-Stat の地域メッシュの表を選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/lists/population.py" line="234"/>
        <source>{name}: no row can be used. Line {line}: {problem}</source>
        <translation>{name}：使える行がありません。{line}行目：{problem}</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/lists/population.py" line="267"/>
        <source>{name}: no column {wanted}. It has: {columns}. Give the code or title of the one to count as COLUMN.</source>
        <translation>{name}：列「{wanted}」がありません。列は次のとおりです：{columns}。集計する列のコードまたは見出しを COLUMN に指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/lists/population.py" line="311"/>
        <source>Grid squares of two sizes: codes of {most} digits, and {count} of {other} digits (the first: {where}). People would count twice: give squares of one size.</source>
        <translation>大きさの異なるメッシュが混在しています（{most}桁のほかに{other}桁が{count}個、最初は {where}）。人口が二重に数えられるため、同じ大きさのメッシュだけを指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/lists/population.py" line="331"/>
        <source>The grid square {code} has two numbers of people ({first} and {second}). Give each table once, all of one census.</source>
        <translation>メッシュ {code} に異なる人口が2つあります（{first} と {second}）。同じ調査の表を1回ずつ指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/lists/population.py" line="345"/>
        <source>{count} grid squares stood in the tables twice, and are counted once.</source>
        <translation>{count}個のメッシュが表に重複していました。1回だけ数えます。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/lists/population.py" line="363"/>
        <source>{count} grid squares are suppressed (*): their people are in the numbers of others, and how they are spread is not known. They are unknown, not without people.</source>
        <translation>{count}個のメッシュは秘匿（*）です。人口は合算先のメッシュの数に含まれ、内訳は分かりません。0人ではなく不明として扱います。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/lists/population.py" line="370"/>
        <source>The people of {count} suppressed grid squares are in squares no table here has ({codes}): they are missing from the total. Add the neighbouring tables.</source>
        <translation>秘匿された{count}個のメッシュ（{codes}）の合算先が、指定された表の中にありません。合計から抜けています。隣接する区域の表を追加してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/lists/positions.py" line="29"/>
        <source>latitude and longitude were exchanged, and were put right</source>
        <translation>緯度と経度が入れ替わっていたため、直しました</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/lists/positions.py" line="30"/>
        <source>lies outside Tokyo</source>
        <translation>東京都の外にあります</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/lists/positions.py" line="31"/>
        <source>has no position</source>
        <translation>位置がありません</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/lists/positions.py" line="32"/>
        <source>has 0 as its position</source>
        <translation>位置が0になっています</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/lists/positions.py" line="33"/>
        <source>the position is no number</source>
        <translation>位置が数値ではありません</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/lists/positions.py" line="34"/>
        <source>the position lies outside Japan</source>
        <translation>位置が日本の外にあります</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/lists/positions.py" line="137"/>
        <source>{name}: positions are X, Y of plane rectangular zone {zone}; X was taken as east.</source>
        <translation>{name}：位置は平面直角座標系（{zone}系）の X、Y です。X を東方向と判断しました。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/lists/positions.py" line="137"/>
        <source>{name}: positions are X, Y of plane rectangular zone {zone}; X was taken as north.</source>
        <translation>{name}：位置は平面直角座標系（{zone}系）の X、Y です。X を北方向と判断しました。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/prediction/prediction.py" line="97"/>
        <source>None of the {count} sites comes within {reach} m of the extent. Choose another extent or a longer reach, or check the coordinate system of the sites.</source>
        <translation>{count}局のうち、範囲から{reach} m以内にあるものがありません。範囲か計算距離を変えるか、局のレイヤの座標系を確かめてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/sites.py" line="52"/>
        <source>Site {site} lies outside the terrain model ({x}, {y}). Give a terrain model that reaches it, or leave the site out; where all sites lie outside, check the coordinate systems.</source>
        <translation>局{site}がDTMの範囲の外にあります（{x}, {y}）。局まで届くDTMを指定するか、その局を除いてください。すべての局が範囲外のときは、座標系を確かめてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/prediction/prediction.py" line="204"/>
        <source>Clutter by P.2108 and a surface model (DSM) would count buildings and trees twice. Leave one of them out.</source>
        <translation>P.2108のクラッタ損失とDSMを両方使うと、建物や樹木を二重に数えることになります。どちらか一方にしてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/siting/proposals.py" line="30"/>
        <source>Ridge</source>
        <translation>尾根</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/siting/proposals.py" line="30"/>
        <source>Roadside</source>
        <translation>道路沿い</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/siting/proposals.py" line="32"/>
        <source>Grid along the road</source>
        <translation>商用電源（道路沿い）</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/siting/proposals.py" line="33"/>
        <source>Solar</source>
        <translation>太陽光</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/siting/proposals.py" line="34"/>
        <source>No power found</source>
        <translation>電源の見込みなし</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/siting/proposals.py" line="37"/>
        <source>Fibre along the road</source>
        <translation>光回線（道路沿い）</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/siting/proposals.py" line="38"/>
        <source>Radio relay</source>
        <translation>無線中継</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/siting/proposals.py" line="39"/>
        <source>Satellite (low orbit)</source>
        <translation>衛星（低軌道）</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/siting/proposals.py" line="40"/>
        <source>No link found</source>
        <translation>回線の見込みなし</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/propagation/rain.py" line="41"/>
        <source>the rain rate (mm/h)</source>
        <translation>降雨強度（mm/h）</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/prediction/rays.py" line="69"/>
        <source>The mast at {x}, {y} lies outside the terrain model. Move it or widen the extent.</source>
        <translation>基地局（{x}, {y}）は地形モデルの範囲外にあります。位置を変えるか、範囲を広げてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/prediction/rays.py" line="77"/>
        <source>A reach of {reach} m is none. Give a distance above zero.</source>
        <translation>計算距離 {reach} m では計算できません。0 より大きい距離を指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/siting/site_plan.py" line="30"/>
        <source>lies outside the terrain model or coverage</source>
        <translation>標高データまたは予測範囲の外にあります</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/siting/site_plan.py" line="31"/>
        <source>stands where the terrain model has no height</source>
        <translation>標高データに値がない場所にあります</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/siting/site_plan.py" line="32"/>
        <source>has no known antenna height</source>
        <translation>アンテナの高さが不明です</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/siting/site_plan.py" line="33"/>
        <source>has no known cost, which the budget needs</source>
        <translation>費用が不明です（予算の計算に必要）</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/siting/site_plan.py" line="34"/>
        <source>has no raster in the coverage folder</source>
        <translation>フォルダに局のラスタがありません</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/siting/site_plan.py" line="35"/>
        <source>covers no demand that is open</source>
        <translation>未カバーの需要をまったくカバーしません</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/siting/site_plan.py" line="36"/>
        <source>is of none of the carriers asked for</source>
        <translation>指定した事業者の局ではありません</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/siting/site_plan.py" line="37"/>
        <source>is forbidden</source>
        <translation>禁止されています</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/siting/site_plan.py" line="38"/>
        <source>stands already</source>
        <translation>すでに設置されています</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/siting_candidates.py" line="101"/>
        <source>CANDIDATES holds no candidate. Give places to choose from, or take away a filter.</source>
        <translation>CANDIDATES に候補地がありません。候補地を指定するか、フィルタを外してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/siting/site_plan.py" line="200"/>
        <source>There is nothing left to cover: no demand lies in the area of the coverage, in the chosen holes, and outside what is served already. Check the layers of demand and their coordinate systems.</source>
        <translation>カバーすべき需要が残っていません。予測範囲内・選んだ圏外区域内で、まだカバーされていない需要がありません。需要のレイヤと座標参照系を確認してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/siting/site_plan.py" line="262"/>
        <source>{site} must be chosen, but {reason}. Correct it, or take it off the forced sites.</source>
        <translation>{site} は必須に指定されていますが、{reason}。修正するか、必須から外してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/siting/site_plan.py" line="270"/>
        <source>None of the {count} candidates can be used; the first, {site}, {reason}. Check their coordinate system, heights and costs.</source>
        <translation>候補地 {count} 件のどれも使えません。最初の {site} は、{reason}。座標参照系、高さ、費用を確認してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/lists/site_table.py" line="36"/>
        <source>antenna height (m)</source>
        <translation>アンテナの地上高（m）</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/lists/site_table.py" line="37"/>
        <source>frequency (MHz)</source>
        <translation>周波数（MHz）</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/lists/site_table.py" line="38"/>
        <source>EIRP (dBm)</source>
        <translation>EIRP（dBm）</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/lists/site_table.py" line="39"/>
        <source>azimuth (°)</source>
        <translation>方位角（°）</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/lists/site_table.py" line="40"/>
        <source>tilt (°)</source>
        <translation>チルト角（°）</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/lists/site_table.py" line="94"/>
        <source>{what} is {value} by default for {filled} of {count} sites, whose table has none.</source>
        <translation>{count}局のうち{filled}局は表に値がないため、{what}を{value}としました。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/lists/site_table.py" line="143"/>
        <source>Site {site} has no {what}. Fill the field {field} of the layer, choose the field that holds it, or give a number for sites without one.</source>
        <translation>局{site}に{what}がありません。レイヤのフィールド{field}に値を入れるか、値のあるフィールドを選ぶか、値のない局に使う数値を指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/lists/site_table.py" line="161"/>
        <source>Site {site}: “{value}” is no {what}. Correct the field {field} of the layer.</source>
        <translation>局{site}: 「{value}」は{what}として読めません。レイヤのフィールド{field}を直してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/lists/site_table.py" line="182"/>
        <source>SITES has no field {field} (asked for as {meaning}). It has: {fields}.</source>
        <translation>SITESに、{meaning}として指定されたフィールド{field}がありません。あるフィールド: {fields}</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/lists/site_table.py" line="199"/>
        <source>CARRIER: none of the sites is of {carrier}. There are: {known}.</source>
        <translation>CARRIER: {carrier}の局がありません。あるのは次の事業者です: {known}</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="467"/>
        <source>SITES holds no site. Add masts, or take away the filter.</source>
        <translation>SITESに局がありません。局を加えるか、フィルタを外してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/sites.py" line="63"/>
        <source>Site {site} stands on the sea; its ground is taken as 0 m.</source>
        <translation>局 {site} は海の上にあります。地盤の高さを 0 m として計算します。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/sites.py" line="70"/>
        <source>Site {site} stands where the terrain model has no height. Move it, fill the terrain model, or leave the site out.</source>
        <translation>局 {site} の場所には標高データの値がありません。位置を移すか、標高データの欠けを埋めるか、この局を外してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/sites.py" line="84"/>
        <source>Site {site} has no usable antenna height ({value} m). Give metres above the ground, 1–3000.</source>
        <translation>局 {site} のアンテナ高（{value} m）は使えません。地上高をメートルで、1～3000の範囲で指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/sites.py" line="93"/>
        <source>Site {site}: {value} MHz is outside what the model holds for ({low}–{high} MHz). Choose another model or correct the frequency (MHz, not GHz).</source>
        <translation>局 {site}：{value} MHz は、このモデルの適用範囲（{low}～{high} MHz）の外です。別のモデルを選ぶか、周波数を直してください（単位はGHzではなくMHzです）。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/sites.py" line="105"/>
        <source>Site {site} has no usable EIRP ({value}). Give dBm; a base station has about 40–65 dBm.</source>
        <translation>局 {site} のEIRP（{value}）は使えません。dBmで指定してください。基地局ではおよそ40～65 dBmです。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/sites.py" line="113"/>
        <source>Site {site}: azimuth {value} is no bearing. Give degrees from north, 0–360.</source>
        <translation>局 {site}：方位角 {value} は方位になりません。北からの角度を 0～360 度で指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/siting/siting.py" line="140"/>
        <source>{sites} cannot be both forced and forbidden. Take them off one of the two lists.</source>
        <translation>{sites} は、必須と禁止の両方に指定されています。どちらか一方から外してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/siting/siting.py" line="147"/>
        <source>{forced} sites are forced, but only {most} may be chosen. Raise COUNT or take some off the forced sites.</source>
        <translation>必須の局が {forced} 局ありますが、選べるのは {most} 局までです。COUNT を増やすか、必須の局を減らしてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/siting/siting.py" line="160"/>
        <source>The forced sites cost {cost}, more than the budget of {budget}. Raise BUDGET or shorten the list of forced sites.</source>
        <translation>必須の局の費用は {cost} で、予算 {budget} を超えています。BUDGET を増やすか、必須の局を減らしてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/siting/siting_exact.py" line="84"/>
        <source>HiGHS: {candidates} candidates, {cells} cells, {nonzeros} non-zeros are open.</source>
        <translation>HiGHS：残りは候補地 {candidates}、セル {cells}、非ゼロ要素 {nonzeros} です。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/siting/siting_report.py" line="25"/>
        <source>Proposed sites and what they newly cover</source>
        <translation>整備候補局と新たなカバー範囲</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/siting/siting_report.py" line="26"/>
        <source>Why not</source>
        <translation>理由</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/siting/siting_report.py" line="75"/>
        <source>Order</source>
        <translation>整備順</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/siting/siting_report.py" line="75"/>
        <source>Carriers</source>
        <translation>事業者</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/siting/siting_report.py" line="75"/>
        <source>all</source>
        <translation>すべて</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/siting/siting_report.py" line="75"/>
        <source>Antenna above ground (m)</source>
        <translation>アンテナの地上高（m）</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/siting/siting_report.py" line="75"/>
        <source>Power</source>
        <translation>電源</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/siting/siting_report.py" line="75"/>
        <source>Backhaul</source>
        <translation>伝送路</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/siting/siting_report.py" line="75"/>
        <source>Newly covered people</source>
        <translation>新規カバー人口</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/siting/siting_report.py" line="75"/>
        <source>Newly covered houses</source>
        <translation>新規カバー戸数</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/siting/siting_report.py" line="75"/>
        <source>Newly covered road (km)</source>
        <translation>新規カバー道路延長（km）</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/siting/siting_report.py" line="75"/>
        <source>Newly covered places</source>
        <translation>新規カバー施設数</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/siting/siting_report.py" line="75"/>
        <source>Gain (weight)</source>
        <translation>増分（重み）</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/siting/siting_report.py" line="75"/>
        <source>Share so far</source>
        <translation>累計割合</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/siting/siting_report.py" line="75"/>
        <source>Cost</source>
        <translation>費用</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/siting/siting_report.py" line="75"/>
        <source>Cost so far</source>
        <translation>累計費用</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/siting/siting_report.py" line="75"/>
        <source>Cost per person</source>
        <translation>1人当たり費用</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/siting/siting_report.py" line="75"/>
        <source>Cost per house</source>
        <translation>1戸当たり費用</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/siting/siting_report.py" line="157"/>
        <source>No allowed choice of candidates covers any of the open demand.</source>
        <translation>条件内のどの候補地も、未カバーの需要をカバーしません。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/siting/siting_report.py" line="162"/>
        <source>{count} sites newly cover {share} % of the open demand. It is proven that no allowed choice covers more.</source>
        <translation>{count} 局で未カバー需要の {share} % を新たにカバーします。これより多くカバーする選び方はないことが証明されています。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/siting/siting_report.py" line="167"/>
        <source>{count} sites newly cover {share} % of the open demand; at most {most} % would be possible with any allowed choice (proven bound).</source>
        <translation>{count} 局で未カバー需要の {share} % を新たにカバーします。どのように選んでも {most} % を超えることはありません（証明された上界）。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/siting/siting_report.py" line="174"/>
        <source>Each of {carriers} counts on its own: people, houses, km and places are means over these carriers.</source>
        <translation>{carriers} を別々に数えます。人口、戸数、延長、施設数はこれらの事業者の平均です。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/siting/siting_report.py" line="236"/>
        <source>Proposed sites</source>
        <translation>整備候補局</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/siting/siting_report.py" line="240"/>
        <source>Made on {date} from predictions; to be checked on site before any decision.</source>
        <translation>{date} 作成。予測に基づくもので、決定の前に現地確認が必要です。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/siting/siting_report.py" line="270"/>
        <source>Not chosen</source>
        <translation>選ばれなかった候補地</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/siting/siting_report.py" line="298"/>
        <source>the chosen sites cover more</source>
        <translation>選ばれた局のほうが多くカバーします</translation>
    </message>
    <message>
        <location filename="../plugin/processing/styling.py" line="21"/>
        <source>Covered</source>
        <translation>圏内</translation>
    </message>
    <message>
        <location filename="../plugin/processing/styling.py" line="21"/>
        <source>Measured hole</source>
        <translation>測定による圏外</translation>
    </message>
    <message>
        <location filename="../plugin/processing/styling.py" line="21"/>
        <source>Predicted hole</source>
        <translation>予測による圏外</translation>
    </message>
    <message>
        <location filename="../plugin/processing/styling.py" line="21"/>
        <source>No data</source>
        <translation>データなし</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/lists/wifi.py" line="119"/>
        <source>{name}: {count} spots stand in another list too, and count once.</source>
        <translation>{name}：{count}件のスポットはほかの一覧にもあるため、1回だけ数えます。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/lists/wifi.py" line="125"/>
        <source>{name}: {count} spots: {problem} (the first: line {line}, {spot}).</source>
        <translation>{name}：{count}件のスポット：{problem}（最初は{line}行目、{spot}）。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/lists/wifi.py" line="131"/>
        <source>{name} holds no Wi-Fi spot, only a header. Choose another list.</source>
        <translation>{name} は見出しだけで、Wi-Fiスポットがありません。別の一覧を選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/lists/wifi.py" line="219"/>
        <source>{eirp} dBm are more than the {limit} dBm allowed in the {band} GHz band: the reach is longer than it may be.</source>
        <translation>{eirp} dBm は {band} GHz帯の上限 {limit} dBm を超えています。到達範囲が実際に許されるより長くなります。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/lists/wifi.py" line="225"/>
        <source>Outdoors only registered stations may use the {band} GHz band; other spots may not serve anybody there.</source>
        <translation>{band} GHz帯を屋外で使えるのは登録局だけです。ほかのスポットは屋外で利用できません。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/prediction/woodland.py" line="79"/>
        <source>Longley–Rice (ITM) knows only the ground, neither trees nor a way through them. Choose P.1812, or another VEGETATION than woodland.</source>
        <translation>Longley–Rice（ITM）は地面だけを見るので、樹木も、樹木を通り抜ける電波も計算できません。P.1812を選ぶか、VEGETATIONをwoodland以外にしてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/delimited.py" line="47"/>
        <source>{name}: {path} cannot be read near line {line} ({detail}). Open it in a spreadsheet, mend that line, and save it as CSV UTF-8.</source>
        <translation>{name}：{path} の{line}行目付近が読めません（{detail}）。表計算ソフトで開いてその行を直し、CSV UTF-8 形式で保存してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/delimited.py" line="71"/>
        <source>{name}: {path} cannot be read ({detail}). Choose another file.</source>
        <translation>{name}：{path} が読めません（{detail}）。別のファイルを選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/delimited.py" line="78"/>
        <source>{name}: {path} is empty. Choose a table with a header and rows.</source>
        <translation>{name}：{path} は空です。見出しと行のある表を選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/delimited.py" line="85"/>
        <source>{name}: {path} is neither UTF-8 nor Shift_JIS (CP932) text. Save the table as CSV UTF-8 and choose that.</source>
        <translation>{name}：{path} はUTF-8でもShift_JIS（CP932）でもありません。表をCSV UTF-8形式で保存して、それを選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/memory.py" line="50"/>
        <source>{width} × {height} cells need about {needed} GB of memory, {free} GB are free. Choose a coarser resolution or a smaller extent.</source>
        <translation>{width} × {height} ピクセルには約 {needed} GB のメモリが必要ですが、空きは {free} GB です。粗い解像度か狭い範囲を選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/carrierareas.py" line="63"/>
        <source>{name} holds no polygons. Choose a layer of served areas.</source>
        <translation>{name} にポリゴンがありません。サービスエリアのレイヤを選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/carrierareas.py" line="89"/>
        <source>CARRIER_AREAS: {path} cannot be opened as polygons. Choose another file.</source>
        <translation>CARRIER_AREAS: {path} をポリゴンとして開けません。別のファイルを選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/carrierareas.py" line="137"/>
        <source>{name}: the carrier of feature {number} cannot be told. Give the field that holds it, or name the layer after it (docomo, KDDI, SoftBank, Rakuten …).</source>
        <translation>{name}: 地物 {number} の事業者が分かりません。事業者のフィールドを指定するか、レイヤ名に事業者名（docomo、KDDI、SoftBank、Rakuten など）を入れてください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="396"/>
        <source>Without a limit all candidates would be chosen. Give COUNT (a number of sites), BUDGET, or both.</source>
        <translation>上限がないと、すべての候補地が選ばれてしまいます。COUNT（局数）か BUDGET（予算）、または両方を指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/choosesites.py" line="409"/>
        <source>There is no demand to cover. Give at least one of POPULATION, ROADS, PLACES and DEMAND (HOLES alone say where, not what for).</source>
        <translation>カバーすべき需要がありません。POPULATION、ROADS、PLACES、DEMAND のうち少なくとも一つを指定してください（HOLES だけでは場所しか分かりません）。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/comparecoverage.py" line="154"/>
        <source>CALIBRATED is made of one raster, but SIGNAL holds {count}. Run them one by one.</source>
        <translation>CALIBRATED は1枚のラスタから作りますが、SIGNAL に{count}枚あります。1枚ずつ実行してください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/comparecoverage.py" line="196"/>
        <source>SIGNAL is empty. Choose a raster of predicted signal.</source>
        <translation>SIGNAL が空です。予測した電波の強さのラスタを選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/comparecoverage.py" line="200"/>
        <source>CARRIERS names {carriers} carriers, but SIGNAL holds {rasters} rasters. Name one for each.</source>
        <translation>CARRIERS の事業者は{carriers}件ですが、SIGNAL のラスタは{rasters}枚です。1枚に1つずつ指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/comparecoverage.py" line="222"/>
        <source>MEASUREMENTS: {path} cannot be opened as points.</source>
        <translation>MEASUREMENTS: {path} を点として開けません。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/hole_layers.py" line="76"/>
        <source>CRS: {crs} is in degrees. Choose one in metres, for Tokyo EPSG:6677.</source>
        <translation>CRS：{crs} は度単位です。メートル単位の座標系（東京では EPSG:6677）を選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/hole_layers.py" line="89"/>
        <source>Without rasters it is not clear in which coordinate system to work. Give CRS, in metres (for Tokyo EPSG:6677).</source>
        <translation>ラスタがないため、どの座標系で処理するか分かりません。CRS にメートル単位の座標系（東京では EPSG:6677）を指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/hole_layers.py" line="182"/>
        <source>{name} has neither signal_dbm nor in_service. Choose the MEASUREMENTS of importmeasurements. It has: {fields}.</source>
        <translation>{name} に signal_dbm も in_service もありません。電波の測定データの取り込みの MEASUREMENTS を選んでください。フィールド：{fields}</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/hole_layers.py" line="283"/>
        <source>{name}: which field holds the people? Give POPULATION_FIELD. It has: {fields}.</source>
        <translation>{name}：人口のフィールドが分かりません。POPULATION_FIELD を指定してください。フィールド：{fields}</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/hole_layers.py" line="396"/>
        <source>{name} lies nowhere over the rasters and areas looked at. Check its coordinate system, and that it is of the same region.</source>
        <translation>{name} は、対象のラスタや区域とまったく重なりません。座標系と、同じ地域のものかを確認してください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/hole_layers.py" line="425"/>
        <source>{path} cannot be read as a list of places. Take it out of the folder.</source>
        <translation>{path} を施設の一覧として読めません。フォルダから除いてください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/hole_layers.py" line="431"/>
        <source>{path} holds no list of places (GeoJSON, GeoPackage, shapefile, CSV).</source>
        <translation>{path} に施設の一覧（GeoJSON、GeoPackage、シェープファイル、CSV）がありません。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/importmeasurements.py" line="142"/>
        <source>Choose tables of measurements or a folder: none were given.</source>
        <translation>測定データの表が指定されていません。ファイルまたはフォルダを選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/importmeasurements.py" line="153"/>
        <source>{name}: {crs} is no coordinate system QGIS knows. Degrees are EPSG:4326.</source>
        <translation>{name}: {crs} は QGIS が知らない座標系です。度の座標は EPSG:4326 です。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/importpopulation.py" line="127"/>
        <source>None of the {count} grid squares lies in the area. Choose the tables of that place (5338 and 5339: mainland Tokyo), or check the area&apos;s coordinate system.</source>
        <translation>{count}個のメッシュのうち、対象区域に入るものがありません。その場所の表（東京都の本土は 5338 と 5339）を選ぶか、区域の座標参照系を確認してください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/importpopulation.py" line="155"/>
        <source>Choose tables of grid squares (e-Stat) or a folder with some: none were found.</source>
        <translation>メッシュの表（e-Stat）または表のあるフォルダを選んでください。表が見つかりません。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/linkprofile.py" line="207"/>
        <source>{name}: {value} is no place. Give x,y [EPSG:…], such as -42000,-31000 [EPSG:6677].</source>
        <translation>{name}：{value} は地点ではありません。-42000,-31000 [EPSG:6677] のように x,y [EPSG:…] で指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/linkprofile.py" line="224"/>
        <source>Give both ΔN and N0, or neither.</source>
        <translation>ΔN と N0 は両方とも指定するか、両方とも空欄にしてください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/lists.py" line="153"/>
        <source>The positions of the list cannot be brought into {crs}. Choose the system of that place.</source>
        <translation>一覧の位置を {crs} に変換できません。その場所に合った座標系を選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/lists.py" line="165"/>
        <source>{name}: {crs} is no projected coordinate system. Choose one in metres, for Tokyo EPSG:6677.</source>
        <translation>{name}：{crs} は投影座標系ではありません。メートル単位の座標系（東京では EPSG:6677）を選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="545"/>
        <source>Rasters of sites or carriers need a folder. Choose OUTPUT_FOLDER.</source>
        <translation>局ごと、事業者ごとのラスタにはフォルダが必要です。OUTPUT_FOLDERを指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/siting_candidates.py" line="40"/>
        <source>Within a budget, proposed places need a cost. Give PROPOSE_COST, or COST for all.</source>
        <translation>予算内で選ぶには、提案地の費用が必要です。PROPOSE_COST か、全体の COST を指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/siting_candidates.py" line="47"/>
        <source>Proposed places must be predicted like the others. Leave COVERAGE_FOLDER empty and give DTM and CANDIDATES, or do not propose.</source>
        <translation>提案地もほかの候補地と同じように予測する必要があります。COVERAGE_FOLDER を空欄にして DTM と CANDIDATES を指定するか、提案をやめてください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/siting_candidates.py" line="89"/>
        <source>It is not known what the candidates cover. Give COVERAGE_FOLDER (predictcoverage with PER_SITE), or DTM to predict them.</source>
        <translation>候補地が何をカバーするか分かりません。COVERAGE_FOLDER（predictcoverage を PER_SITE で実行した結果）か、予測に使う DTM を指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/siting_candidates.py" line="234"/>
        <source>{name}: there is no candidate {sites}, and no such field. Give numbers of candidates.</source>
        <translation>{name}：{sites} という候補地もフィールドもありません。候補地の番号を指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/siting_demand.py" line="71"/>
        <source>POPULATION holds a number below zero. Choose the field of people.</source>
        <translation>POPULATION に負の数があります。人口のフィールドを選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/siting_demand.py" line="99"/>
        <source>DEMAND: the field {field} holds weights below zero. Give weights of 0 or more.</source>
        <translation>DEMAND：フィールド {field} に負の重みがあります。0以上の重みにしてください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/siting_demand.py" line="137"/>
        <source>HOLES holds no hole of the chosen classes and carriers. Choose other classes, or the layer of coverageholes.</source>
        <translation>HOLES に、選んだ区分と事業者の圏外区域がありません。ほかの区分を選ぶか、coverageholes の出力レイヤを指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/siting_demand.py" line="159"/>
        <source>{name} has no field that looks like {meaning}. It has: {fields}. Name the field.</source>
        <translation>{name} に {meaning} にあたるフィールドがありません。あるのは {fields} です。フィールド名を指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/wificoverage.py" line="170"/>
        <source>SUMMARY counts places: give PLACES, or leave it out.</source>
        <translation>SUMMARY は場所を集計します。PLACES を指定するか、SUMMARY を空欄にしてください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/wificoverage.py" line="174"/>
        <source>Choose a list of Wi-Fi spots: none was given.</source>
        <translation>Wi-Fiスポットの一覧が指定されていません。選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/wificoverage.py" line="179"/>
        <source>None of the {count} Wi-Fi spots has a usable position. Fill in latitude and longitude, and run again.</source>
        <translation>{count}件のWi-Fiスポットのどれにも使える位置がありません。緯度と経度を入力して、もう一度実行してください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/wificoverage.py" line="271"/>
        <source>{name} holds no places. Choose another layer, or leave PLACES empty.</source>
        <translation>{name} に場所がありません。別のレイヤを選ぶか、PLACES を空欄にしてください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/models.py" line="41"/>
        <source>Coverage, from masts to new sites</source>
        <translation>通信エリア：基地局から新しい設置場所まで</translation>
    </message>
    <message>
        <location filename="../plugin/processing/models.py" line="41"/>
        <source>From the masts that stand to a plan: predicts the signal of each carrier, finds where people, roads and places have none, with measurements and published areas where given, writes the report of indicators, and chooses among the candidates, or from the terrain, the sites that close most holes.</source>
        <translation>いまある基地局から整備計画までを続けて行います。事業者ごとの受信レベルを予測し、測定データと公表エリアがあればそれも使って、人・道路・施設に電波が届かない場所を抽出し、指標の報告書を書き、候補の資産または地形から、通信困難地域を最も多く解消する設置場所を選びます。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/styling.py" line="21"/>
        <source>2,000 people or more</source>
        <translation>2,000人以上</translation>
    </message>
    <message>
        <location filename="../plugin/processing/styling.py" line="21"/>
        <source>500–1,999 people</source>
        <translation>500～1,999人</translation>
    </message>
    <message>
        <location filename="../plugin/processing/styling.py" line="21"/>
        <source>100–499 people</source>
        <translation>100～499人</translation>
    </message>
    <message>
        <location filename="../plugin/processing/styling.py" line="21"/>
        <source>10–99 people</source>
        <translation>10～99人</translation>
    </message>
    <message>
        <location filename="../plugin/processing/styling.py" line="21"/>
        <source>fewer than 10 people</source>
        <translation>10人未満</translation>
    </message>
    <message>
        <location filename="../plugin/processing/styling.py" line="21"/>
        <source>people unknown (suppressed)</source>
        <translation>人口不明（秘匿）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/styling.py" line="21"/>
        <source>Wi-Fi with OpenRoaming</source>
        <translation>OpenRoaming対応のWi-Fi</translation>
    </message>
    <message>
        <location filename="../plugin/processing/styling.py" line="21"/>
        <source>Wi-Fi, OpenRoaming unknown</source>
        <translation>Wi-Fi（OpenRoaming不明）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/styling.py" line="21"/>
        <source>Wi-Fi without OpenRoaming</source>
        <translation>OpenRoaming非対応のWi-Fi</translation>
    </message>
    <message>
        <location filename="../plugin/processing/styling.py" line="21"/>
        <source>No Wi-Fi in reach</source>
        <translation>Wi-Fiが届かない</translation>
    </message>
    <message>
        <location filename="../plugin/processing/styling.py" line="21"/>
        <source>Unknown whether in reach</source>
        <translation>届くか不明</translation>
    </message>
    <message>
        <location filename="../plugin/processing/styling.py" line="21"/>
        <source>Strong: −80 dBm or more</source>
        <translation>強い: −80 dBm以上</translation>
    </message>
    <message>
        <location filename="../plugin/processing/styling.py" line="21"/>
        <source>Good: −90 to −80 dBm</source>
        <translation>良好: −90～−80 dBm</translation>
    </message>
    <message>
        <location filename="../plugin/processing/styling.py" line="21"/>
        <source>Fair: −100 to −90 dBm</source>
        <translation>やや弱い: −100～−90 dBm</translation>
    </message>
    <message>
        <location filename="../plugin/processing/styling.py" line="21"/>
        <source>Weak: −110 to −100 dBm</source>
        <translation>弱い: −110～−100 dBm</translation>
    </message>
    <message>
        <location filename="../plugin/processing/styling.py" line="21"/>
        <source>Out of service: below −110 dBm</source>
        <translation>圏外: −110 dBm未満</translation>
    </message>
    <message>
        <location filename="../plugin/processing/styling.py" line="21"/>
        <source>below 20 dBµV/m</source>
        <translation>20 dBµV/m未満</translation>
    </message>
    <message>
        <location filename="../plugin/processing/styling.py" line="21"/>
        <source>20 to 30 dBµV/m</source>
        <translation>20～30 dBµV/m</translation>
    </message>
    <message>
        <location filename="../plugin/processing/styling.py" line="21"/>
        <source>30 to 40 dBµV/m</source>
        <translation>30～40 dBµV/m</translation>
    </message>
    <message>
        <location filename="../plugin/processing/styling.py" line="21"/>
        <source>40 to 50 dBµV/m</source>
        <translation>40～50 dBµV/m</translation>
    </message>
    <message>
        <location filename="../plugin/processing/styling.py" line="21"/>
        <source>50 dBµV/m or more</source>
        <translation>50 dBµV/m以上</translation>
    </message>
    <message>
        <location filename="../plugin/processing/styling.py" line="21"/>
        <source>Hardly any: below 10 %</source>
        <translation>ほぼ届かない: 10 %未満</translation>
    </message>
    <message>
        <location filename="../plugin/processing/styling.py" line="21"/>
        <source>Doubtful: 10 to 50 %</source>
        <translation>届きにくい: 10～50 %</translation>
    </message>
    <message>
        <location filename="../plugin/processing/styling.py" line="21"/>
        <source>Likely: 50 to 90 %</source>
        <translation>届く見込み: 50～90 %</translation>
    </message>
    <message>
        <location filename="../plugin/processing/styling.py" line="21"/>
        <source>Covered: 90 % or more</source>
        <translation>届く: 90 %以上</translation>
    </message>
    <message>
        <location filename="../plugin/processing/styling.py" line="21"/>
        <source>Short by more than 10 dB</source>
        <translation>10 dBを超える不足</translation>
    </message>
    <message>
        <location filename="../plugin/processing/styling.py" line="21"/>
        <source>Short by up to 10 dB</source>
        <translation>10 dBまでの不足</translation>
    </message>
    <message>
        <location filename="../plugin/processing/styling.py" line="21"/>
        <source>Up to 10 dB to spare</source>
        <translation>余裕10 dBまで</translation>
    </message>
    <message>
        <location filename="../plugin/processing/styling.py" line="21"/>
        <source>10 to 20 dB to spare</source>
        <translation>余裕10～20 dB</translation>
    </message>
    <message>
        <location filename="../plugin/processing/styling.py" line="21"/>
        <source>More than 20 dB to spare</source>
        <translation>余裕20 dB超</translation>
    </message>
    <message>
        <location filename="../plugin/processing/styling.py" line="21"/>
        <source>No site is strong enough</source>
        <translation>電力の足りる局がない</translation>
    </message>
    <message>
        <location filename="../plugin/processing/styling.py" line="21"/>
        <source>Forced site</source>
        <translation>必須の局</translation>
    </message>
    <message>
        <location filename="../plugin/processing/styling.py" line="21"/>
        <source>Site 1–5</source>
        <translation>1～5番目の局</translation>
    </message>
    <message>
        <location filename="../plugin/processing/styling.py" line="21"/>
        <source>Site 6–20</source>
        <translation>6～20番目の局</translation>
    </message>
    <message>
        <location filename="../plugin/processing/styling.py" line="21"/>
        <source>Later sites</source>
        <translation>それ以降の局</translation>
    </message>
    <message>
        <location filename="../plugin/processing/styling.py" line="21"/>
        <source>Hole of one carrier</source>
        <translation>1事業者の圏外</translation>
    </message>
    <message>
        <location filename="../plugin/processing/styling.py" line="21"/>
        <source>Below −110 dBm</source>
        <translation>−110 dBm未満</translation>
    </message>
    <message>
        <location filename="../plugin/processing/styling.py" line="21"/>
        <source>In service, level not known</source>
        <translation>圏内（強さは不明）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/styling.py" line="21"/>
        <source>No measurement (list of cells)</source>
        <translation>測定なし（セルの一覧）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/styling.py" line="21"/>
        <source>Measured more than 15 dB below</source>
        <translation>測定が15 dB超弱い</translation>
    </message>
    <message>
        <location filename="../plugin/processing/styling.py" line="21"/>
        <source>Measured 5 to 15 dB below</source>
        <translation>測定が5～15 dB弱い</translation>
    </message>
    <message>
        <location filename="../plugin/processing/styling.py" line="21"/>
        <source>Within 5 dB</source>
        <translation>差が5 dB以内</translation>
    </message>
    <message>
        <location filename="../plugin/processing/styling.py" line="21"/>
        <source>Measured 5 to 15 dB above</source>
        <translation>測定が5～15 dB強い</translation>
    </message>
    <message>
        <location filename="../plugin/processing/styling.py" line="21"/>
        <source>Measured more than 15 dB above</source>
        <translation>測定が15 dB超強い</translation>
    </message>
    <message>
        <location filename="../plugin/processing/styling.py" line="21"/>
        <source>Out of service where signal was predicted</source>
        <translation>圏外だが電波ありと予測</translation>
    </message>
    <message>
        <location filename="../plugin/processing/styling.py" line="21"/>
        <source>Out of service, none predicted</source>
        <translation>圏外、予測も電波なし</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/measuring/compare_report.py" line="26"/>
        <source>Frequency band</source>
        <translation>周波数帯</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/prediction/link.py" line="37"/>
        <source>Way through trees</source>
        <translation>樹木の通り抜け</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/holes/holes_report.py" line="657"/>
        <source>Places count by one point, roads by length, people by the covered share of their square, and by the half-mesh rule: all people of a square of which half or more is covered, else none; of a square that municipalities do not fill (sea), their part is judged.</source>
        <translation>施設は1点で、道路は延長で、人口はメッシュの圏内面積の割合で数え、あわせて、面積の2分の1以上が圏内のメッシュの人口をすべて数える方式（1/2メッシュ方式）でも数えます。市区町村の区域が一部だけのメッシュ（海岸など）は、区域内の部分で判定します。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/landscape.py" line="159"/>
        <source>DTM: {path} holds no heights in the chosen extent, or too few for cells of {cell} m. Choose another extent, another terrain model or smaller cells.</source>
        <translation>DTM：{path} には、選んだ範囲に高さがないか、{cell} m のピクセルに対して少なすぎます。別の範囲、別の標高データ、またはより小さいピクセルを選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/landscape.py" line="263"/>
        <source>{name}: {path} holds a height of {value} m, which is none on Earth. Where it means no data, declare it as such (in QGIS: Export › Save As…, No data values); else correct the unit of heights.</source>
        <translation>{name}：{path} に、地球上にあり得ない高さ {value} m が含まれています。データなしを表す値であれば、ファイルに NoData として登録してください（QGIS ではレイヤの「エクスポート」→「名前を付けて保存…」の「データなし値」）。そうでなければ高さの単位を直してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/landscape.py" line="379"/>
        <source>DSM: {path} lies more than {least} m below the DTM on {share} % of the cells. One of the two is probably in feet, above another datum (the ellipsoid, not the sea), or of another place. Bring both to metres above the sea, or leave the DSM out.</source>
        <translation>DSM：{path} は {share} % のピクセルで DTM より {least} m を超えて低くなっています。どちらかがフィート単位であるか、高さの基準が違う（標高ではなく楕円体高）か、別の場所のデータと思われます。両方を標高（m）にそろえるか、DSM を指定しないでください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/landscape.py" line="394"/>
        <source>{name}: {path} has {count} bands, an elevation model has one. Choose the heights themselves, not a picture of them.</source>
        <translation>{name}：{path} にはバンドが {count} 個ありますが、標高モデルは 1 個です。高さを絵にした画像ではなく、高さそのもののラスタを選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/landscape.py" line="409"/>
        <source>DTM is in {crs}, a Mercator projection, whose metres are no metres on the ground (1.2 of them to a metre in Tokyo). Reproject it to a plane rectangular system (for Tokyo EPSG:6677) and run again.</source>
        <translation>DTM の座標系 {crs} はメルカトル図法で、その 1 m は地上の 1 m ではありません（東京では約 1.2 倍に伸びます）。平面直角座標系（東京は EPSG:6677）に変換してから実行し直してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/lists/assets.py" line="166"/>
        <source>{name}: left out as titles or units, no assets: {count} (line {lines}).</source>
        <translation>{name}：見出しや単位の行とみなし、アセットから除いた行：{count}行（{lines}）。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/lists/assets.py" line="287"/>
        <source>{name}: heights that cannot be: {count} (the first: line {line}, {asset}: {problem}).</source>
        <translation>{name}：あり得ない高さ：{count}件（最初は{line}行目、{asset}：{problem}）。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/lists/assets.py" line="295"/>
        <source>{name}: buildings, structures or assets of unknown kind with neither height nor storeys: {count} (the first: line {line}, {asset}). The height of an antenna there is unknown.</source>
        <translation>{name}：建物・工作物・種別不明のアセットのうち{count}件は、高さも階数もありません（最初は{line}行目、{asset}）。アンテナの高さは不明とします。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/lists/population.py" line="50"/>
        <source>No number of people stands in the column to count.</source>
        <translation>集計する列に人口の数値がありません。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/lists/population.py" line="241"/>
        <source>{name}: codes of grid squares that were mended: {count} (line {lines}).</source>
        <translation>{name}：{count}個のメッシュコードを補正しました（{lines} 行目）。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/lists/population.py" line="244"/>
        <source>{name}: rows left out: {count} (line {lines}). {problem}</source>
        <translation>{name}：{count}行を除きました（行番号 {lines}）。{problem}</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/lists/positions.py" line="149"/>
        <source>{name}: {problem}: {count} (the first: line {line}, {asset}).</source>
        <translation>{name}：{problem}：{count}行（最初は{line}行目、{asset}）。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/lists/site_table.py" line="115"/>
        <source>{count} sites have a number that another one has already (the first: {site}). They are told apart as {site}-2 and so on, in their order in the layer, also in names of files. Better give each its own.</source>
        <translation>{count} 局の番号が、ほかの局と重複しています（最初の例：{site}）。レイヤでの順に {site}-2 などとして区別し、ファイル名も同様にします。局ごとに固有の番号を付けることをお勧めします。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/measuring/measurements.py" line="111"/>
        <source>{source}, line {line}: {why}</source>
        <translation>{source}、{line}行目: {why}</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/measuring/measurements.py" line="116"/>
        <source>No row could be used ({count} were left out). Check the columns and the CRS. {reasons}</source>
        <translation>使える行がありません（{count}行を除きました）。列と座標系を確認してください。{reasons}</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/measuring/measurements.py" line="171"/>
        <source>{name} has titles, but no rows. Choose a table of measurements.</source>
        <translation>{name} には見出しだけで、データの行がありません。測定の表を選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/measuring/measurements.py" line="179"/>
        <source>{name}: line {line} has {count} fields, but there are {width} titles. Where decimals are written with a comma, save the table with semicolons between fields; else mend the titles.</source>
        <translation>{name}：{line}行目には{count}個の値がありますが、見出しは{width}個です。小数点をコンマで書いた表は、区切りをセミコロンにして保存してください。そうでない場合は見出しを直してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/prediction/prediction.py" line="133"/>
        <source>All sites lie outside the terrain model, and their coordinates look like degrees, not metres (site {site}: {x}, {y}). Set the layer&apos;s coordinate system to the one they are in (such as EPSG:6668), not to {crs}.</source>
        <translation>すべての局が標高データの外にあり、座標は m ではなく緯度経度（度）のように見えます（局 {site}：{x}, {y}）。レイヤの座標系を {crs} ではなく、実際の座標系（EPSG:6668 など）に設定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/prediction/prediction.py" line="139"/>
        <source>All sites lie outside the terrain model, but would lie inside if their two coordinates were swapped (site {site}: {x}, {y}). Plane rectangular tables often give north as X: swap the columns.</source>
        <translation>すべての局が標高データの外にありますが、2 つの座標を入れ替えると中に入ります（局 {site}：{x}, {y}）。平面直角座標系の表では北方向が X になっていることがあります。列を入れ替えてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/quantities.py" line="15"/>
        <source>received power in dBm</source>
        <translation>受信電力（dBm）</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/quantities.py" line="16"/>
        <source>field strength in dBµV/m</source>
        <translation>電界強度（dBµV/m）</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/quantities.py" line="17"/>
        <source>probabilities from 0 to 1</source>
        <translation>確率（0～1）</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/quantities.py" line="35"/>
        <source>{path} holds field strengths ({unit}), but {parameter} takes received power in dBm.</source>
        <translation>{path} は電界強度（{unit}）です。{parameter} には受信電力（dBm）を指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/quantities.py" line="47"/>
        <source>All values of {path} lie from 0 to 1: these are probabilities, but {parameter} takes received power in dBm. Choose the SIGNAL of a prediction.</source>
        <translation>{path} の値はすべて 0～1 で、確率とみられます。{parameter} には受信電力（dBm）を指定してください。予測の SIGNAL を選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/quantities.py" line="57"/>
        <source>Most values of {path} are above 0 ({low} to {high}), as field strengths in dBµV/m are, but {parameter} takes received power in dBm. Choose the SIGNAL of a prediction made with QUANTITY=power.</source>
        <translation>{path} の値の多くが 0 を超えており（{low}～{high}）、電界強度（dBµV/m）などとみられます。{parameter} には受信電力（dBm）を指定してください。QUANTITY=power で予測した SIGNAL を選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/quantities.py" line="76"/>
        <source>The values of {path} run from {low} to {high}, but {parameter} takes probabilities from 0 to 1. Choose the PROBABILITY of a prediction.</source>
        <translation>{path} の値は {low}～{high} ですが、{parameter} には確率（0～1）を指定してください。予測の PROBABILITY を選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/quantities.py" line="93"/>
        <source>{path} holds {held}, but {parameter} takes {wanted}. Choose another output of predictcoverage, or predict that one.</source>
        <translation>{path} の値は{held}ですが、{parameter} には{wanted}のラスタを指定してください。predictcoverage の別の出力を選ぶか、その出力を予測してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/coverage/sites.py" line="121"/>
        <source>Site {site}: tilt {value}° is none. Give degrees down from the horizon, -90 to 90; usual are 0 to 15.</source>
        <translation>局 {site}：チルト角 {value}° は角度として使えません。水平から下向きの角度を -90～90 で指定してください（通常は 0～15）。</translation>
    </message>
    <message>
        <location filename="../plugin/core/raster.py" line="128"/>
        <source>{name}: {path} is an elevation model of GSI as it is downloaded (FG-GML), no image. Convert it to GeoTIFF first, with the QGIS plugin QuickDEM4JP or GSI&apos;s own converter.</source>
        <translation>{name}：{path} は国土地理院の基盤地図情報をダウンロードしたままの標高モデル（FG-GML）で、画像ではありません。QGIS プラグイン QuickDEM4JP か国土地理院の変換ツールで GeoTIFF に変換してから指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/comparecoverage.py" line="227"/>
        <source>MEASUREMENTS: {name} is empty, so there is no measurement to compare with. Choose the points of importmeasurements.</source>
        <translation>MEASUREMENTS：{name} は空で、比較する測定がありません。importmeasurements の点を選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="456"/>
        <source>SITES holds lines or areas (feature {number}), but a site is a point. Choose a layer of points, or make one (in QGIS: Centroids).</source>
        <translation>SITES に線または面が含まれています（地物 {number}）が、局は点でなければなりません。ポイントレイヤを選ぶか、作成してください（QGIS の「重心」）。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/predictcoverage.py" line="533"/>
        <source>SITES holds a latitude of {value}°, but there are none beyond 90°: latitude and longitude are probably swapped. Import the table again with longitude as X and latitude as Y.</source>
        <translation>SITES に緯度 {value}° の点がありますが、緯度は 90° までです。緯度と経度が入れ替わっていると思われます。経度を X、緯度を Y として表を読み込み直してください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/siting_candidates.py" line="244"/>
        <source>{name}: {count} candidates have the number {site}, and which is meant is not known. Give each a number of its own, or name a field that marks them.</source>
        <translation>{name}：番号 {site} の候補が {count} 件あり、どれを指すのか分かりません。候補ごとに固有の番号を付けるか、該当する候補に印を付けたフィールドの名前を指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/coverage/siting_candidates.py" line="258"/>
        <source>BUDGET needs costs, but no candidate has one. Give COST (of every site without one), or choose the field of the costs as COST_FIELD.</source>
        <translation>BUDGET を使うには費用が必要ですが、費用のある候補がありません。COST（費用のない候補の費用）を指定するか、費用のフィールドを COST_FIELD で選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/exchange.py" line="40"/>
        <source>Photo 1</source>
        <translation>写真1</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/exchange.py" line="40"/>
        <source>Direction of photo 1</source>
        <translation>写真1の撮影方向</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/exchange.py" line="40"/>
        <source>Photo 2</source>
        <translation>写真2</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/exchange.py" line="40"/>
        <source>Direction of photo 2</source>
        <translation>写真2の撮影方向</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/exchange.py" line="40"/>
        <source>Photo 3</source>
        <translation>写真3</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/exchange.py" line="40"/>
        <source>Direction of photo 3</source>
        <translation>写真3の撮影方向</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/accuracy_report.py" line="49"/>
        <source>Accuracy of the ranking, from visits</source>
        <translation>現地確認結果による順位付けの精度</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/accuracy_report.py" line="50"/>
        <source>Register of sites</source>
        <translation>箇所台帳</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/accuracy_report.py" line="51"/>
        <source>Date of the report</source>
        <translation>報告書の作成日</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/accuracy_report.py" line="52"/>
        <source>Sites ranked by a detection</source>
        <translation>検出により順位が付いた箇所</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/accuracy_report.py" line="53"/>
        <source>visited, with a result: these are counted</source>
        <translation>現地確認済で結果あり（集計の対象）</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/accuracy_report.py" line="54"/>
        <source>visited without finding or decision: not counted</source>
        <translation>現地確認済だが確認結果・判断なし（対象外）</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/accuracy_report.py" line="55"/>
        <source>closed without a visit: not counted</source>
        <translation>現地確認なしで処理済（対象外）</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/accuracy_report.py" line="56"/>
        <source>not yet visited: not counted</source>
        <translation>未確認（対象外）</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/accuracy_report.py" line="57"/>
        <source>Sites from patrols and reports, without a rank: only in the table by origin</source>
        <translation>巡視・通報による箇所（順位なし。発見元別の表だけに含む）</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/accuracy_report.py" line="60"/>
        <source>ground really altered</source>
        <translation>実際に土地改変あり</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/accuracy_report.py" line="61"/>
        <source>improper</source>
        <translation>不適正</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/accuracy_report.py" line="62"/>
        <source>Ground really altered: every result but “false detection”.
Improper: being corrected or corrected, or (without such a decision) the finding “safety survey needed” or “keep watching”. Lawful ground, and “no action for now”, was altered but is not improper.
Each site counts once, by its latest result; what it was listed with is that of the last observation before its visit. Places nobody visited are neither hits nor misses.</source>
        <translation>実際に土地改変あり: 「誤検出」以外のすべての結果です。
不適正: 「是正指導中」または「是正完了」の箇所、あるいはこれらの判断がなく確認結果が「安全性把握調査が必要」または「経過観察」の箇所です。「適正」と「当面対応不要」は、土地改変はあったものの不適正には数えません。
各箇所は最新の結果により1回だけ数えます。順位や根拠は、現地確認の直前の観測時点のものです。現地確認をしていない箇所は、的中にも外れにも数えません。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/accuracy_report.py" line="69"/>
        <source>Sites closed without a visit are counted, too, as asked.</source>
        <translation>指定により、現地確認なしで処理された箇所も集計に含めています。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/accuracy_report.py" line="70"/>
        <source>No visit with a result is in the register yet. Nothing can be said of the ranking.</source>
        <translation>結果のある現地確認がまだ台帳にありません。順位付けの精度は判断できません。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/accuracy_report.py" line="73"/>
        <source>Only visited places are known, and mostly high ranks are visited. Rates of high ranks do not hold for low ones, and how many sites were missed cannot be told. Of {total} sites in the lower part of the list {known} have a result.</source>
        <translation>結果が分かるのは現地確認をした箇所だけで、その多くは上位の箇所です。上位の的中率は下位には当てはまりません。また、見逃した箇所の数は分かりません。リスト下位の{total}件のうち、結果があるのは{known}件です。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/accuracy_report.py" line="79"/>
        <source>A random sample of low ranks</source>
        <translation>下位からの無作為抽出</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/accuracy_report.py" line="80"/>
        <source>These {count} sites were drawn at random from the unvisited low ranks. Visit them all, without choosing: if none is improper, less than {bound} of the low ranks are (95 % confidence); else the share found is an estimate free of the ranking.</source>
        <translation>未確認の下位箇所から無作為に抽出した{count}件です。選別せずにすべて確認してください。不適正が1件もなければ、下位箇所の不適正は{bound}未満といえます（信頼度95%）。見つかった場合は、その割合が順位付けに左右されない推定値になります。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/accuracy_report.py" line="86"/>
        <source>By rank</source>
        <translation>順位別</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/progress_report.py" line="133"/>
        <source>By priority class</source>
        <translation>優先区分別</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/accuracy_report.py" line="88"/>
        <source>By evidence</source>
        <translation>証拠別</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/accuracy_report.py" line="89"/>
        <source>By kind of change</source>
        <translation>変化区分別</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/progress_report.py" line="131"/>
        <source>By municipality</source>
        <translation>市区町村別</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/accuracy_report.py" line="91"/>
        <source>By reason</source>
        <translation>抽出理由別</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/accuracy_report.py" line="92"/>
        <source>By who saw it first</source>
        <translation>発見元別</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/accuracy_report.py" line="93"/>
        <source>A site has several reasons, so the groups overlap. The {count} commonest are shown.</source>
        <translation>1箇所に複数の理由があるため、重複して数えています。多い順に{count}件を示します。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/accuracy_report.py" line="96"/>
        <source>Group</source>
        <translation>分類</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/accuracy_report.py" line="98"/>
        <source>With a result</source>
        <translation>結果あり</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/accuracy_report.py" line="99"/>
        <source>{outcome} (95 % interval)</source>
        <translation>{outcome}（95%信頼区間）</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/accuracy_report.py" line="101"/>
        <source>All ranked sites</source>
        <translation>順位付き箇所の全体</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/waypoints.py" line="48"/>
        <source>Class {name}</source>
        <translation>優先区分{name}</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/waypoints.py" line="49"/>
        <source>Without a class</source>
        <translation>区分なし</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/accuracy_report.py" line="105"/>
        <source>{witness}: speaks for it</source>
        <translation>{witness}: 改変を支持</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/accuracy_report.py" line="106"/>
        <source>{witness}: speaks against it</source>
        <translation>{witness}: 改変を否定</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/accuracy_report.py" line="107"/>
        <source>{witness}: did not see it</source>
        <translation>{witness}: 観測なし</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/accuracy_report.py" line="108"/>
        <source>Intervals after Wilson; groups with fewer than {count} results say next to nothing.</source>
        <translation>信頼区間はウィルソンの方法によります。結果が{count}件未満の分類からは、ほとんど何もいえません。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/accuracy_report.py" line="111"/>
        <source>Hits among the results so far, down the list</source>
        <translation>上位からの累積的中率</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/accuracy_report.py" line="113"/>
        <source>Probability of altered ground: forecast and found</source>
        <translation>土地改変の確率: 予測と結果</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/accuracy_report.py" line="114"/>
        <source>Probability forecast (%)</source>
        <translation>予測した確率 (%)</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/accuracy_report.py" line="115"/>
        <source>Really altered (%)</source>
        <translation>実際の土地改変 (%)</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/accuracy_report.py" line="116"/>
        <source>Brier score (0 is perfect)</source>
        <translation>ブライアスコア（0が最良）</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/accuracy_report.py" line="117"/>
        <source>… of forecasting the mean rate for all</source>
        <translation>（参考）全箇所に平均の割合を予測した場合</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/accuracy_report.py" line="118"/>
        <source>Altered sites forecast / found</source>
        <translation>土地改変の件数（予測／結果）</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/accuracy_report.py" line="119"/>
        <source>Area under the curve: probability for altered ground</source>
        <translation>AUC（確率と土地改変）</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/accuracy_report.py" line="120"/>
        <source>Area under the curve: rank for improper sites</source>
        <translation>AUC（順位と不適正）</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/accuracy_report.py" line="121"/>
        <source>Area under the curve: the chance that a hit stands above a miss (1 perfect, 0.5 no order).</source>
        <translation>AUCは、該当する箇所が該当しない箇所より上位にある確率です（1が最良、0.5は順序に意味なし）。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/accuracy_report.py" line="124"/>
        <source>Mean forecast</source>
        <translation>予測の平均</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/accuracy_report.py" line="125"/>
        <source>Priority and improper sites</source>
        <translation>優先度と不適正</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/accuracy_report.py" line="127"/>
        <source>The priority orders sites; it is no probability. The share of improper sites should rise with it.</source>
        <translation>優先度は順序を示すもので、確率ではありません。優先度が高いほど不適正の割合が高くなるのが望ましい状態です。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/accuracy_report.py" line="130"/>
        <source>Suggested weights of the priority</source>
        <translation>優先度の重みの提案</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/accuracy_report.py" line="131"/>
        <source>Suggested reliabilities of the witnesses</source>
        <translation>証拠の信頼度の提案</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/accuracy_report.py" line="133"/>
        <source>In use</source>
        <translation>使用中</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/accuracy_report.py" line="134"/>
        <source>Suggested (95 % interval)</source>
        <translation>提案（95%信頼区間）</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/accuracy_report.py" line="135"/>
        <source>Mean of hits</source>
        <translation>該当箇所の平均</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/accuracy_report.py" line="136"/>
        <source>Mean of others</source>
        <translation>その他の平均</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/accuracy_report.py" line="137"/>
        <source>Log-likelihood ratio (dB for 0 → 1)</source>
        <translation>対数尤度比（0→1でのdB）</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/accuracy_report.py" line="138"/>
        <source>as now (visits cannot tell)</source>
        <translation>変更なし（結果からは判断不可）</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/accuracy_report.py" line="139"/>
        <source>prior (share of earthworks among candidates)</source>
        <translation>事前確率（候補に占める土地改変の割合）</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/accuracy_report.py" line="140"/>
        <source>Learnt from {hits} improper and {misses} other sites; the present weights count as {prior} visits. Weights order sites within their class, so differences between classes were taken out. They describe places that were visited, and cannot know what no visit showed. Buildings below and debris-flow areas also stand for what is at stake, which visits do not tell: decide whether to follow where these are lowered.</source>
        <translation>不適正{hits}件とその他{misses}件から求めました。使用中の重みは{prior}件の現地確認に相当するものとして扱っています。重みは優先区分の中での順序を決めるため、区分間の差は除いてあります。現地確認をした箇所の傾向であり、確認していない箇所のことは反映されません。下流の建物や土石流の警戒区域は被害の大きさも表しますが、現地確認の結果からは分かりません。これらを下げる提案に従うかどうかは、別途判断してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/accuracy_report.py" line="147"/>
        <source>Learnt from {hits} altered and {misses} false sites; the present values count as {prior} visits. Means are weights of evidence in dB. To use them, give them as OPTICAL_RELIABILITY, SAR_RELIABILITY and ELEVATION_RELIABILITY; the prior is in presets/evidence.json.</source>
        <translation>土地改変あり{hits}件と誤検出{misses}件から求めました。使用中の値は{prior}件の現地確認に相当するものとして扱っています。平均は証拠の重み（dB）です。使うときは、OPTICAL_RELIABILITY、SAR_RELIABILITY、ELEVATION_RELIABILITYに指定してください。事前確率はpresets/evidence.jsonにあります。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/accuracy_report.py" line="154"/>
        <source>Suggested</source>
        <translation>提案</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/accuracy_report.py" line="155"/>
        <source>Gain (95 % interval)</source>
        <translation>改善（95%信頼区間）</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/accuracy_report.py" line="156"/>
        <source>Area under the curve</source>
        <translation>AUC（曲線下面積）</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/accuracy_report.py" line="157"/>
        <source>Average precision</source>
        <translation>平均適合率</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/accuracy_report.py" line="158"/>
        <source>Brier skill (1 perfect, 0 no better than the mean rate)</source>
        <translation>ブライアスキル（1が最良、0は平均の割合と同等）</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/accuracy_report.py" line="159"/>
        <source>On sites the suggestion was not learnt from ({folds} folds); intervals by bootstrap over sites.</source>
        <translation>学習に使わなかった箇所での値です（{folds}分割の交差検証）。信頼区間は箇所単位のブートストラップによります。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/accuracy_report.py" line="162"/>
        <source>The suggestion does better on sites it was not learnt from.</source>
        <translation>提案は、学習に使わなかった箇所でも使用中のものより良い結果です。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/accuracy_report.py" line="163"/>
        <source>It is not proven that the suggestion does better: the gain may be chance. Better keep what is in use.</source>
        <translation>提案のほうが良いとは確認できません。改善は偶然の可能性があります。使用中のものを続けることを勧めます。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/accuracy_report.py" line="167"/>
        <source>Not enough visits yet for a suggestion: there are {hits} hits and {misses} others, and {minimum} of each are needed.</source>
        <translation>提案には現地確認の結果がまだ足りません。該当{hits}件、その他{misses}件です。それぞれ{minimum}件以上必要です。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/accuracy_report.py" line="172"/>
        <source>The visited sites carry no parts of a priority. Bring triaged candidates into the register.</source>
        <translation>現地確認をした箇所に、優先度の内訳がありません。絞り込み済みの候補で台帳を更新してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/accuracy_report.py" line="175"/>
        <source>The visits so far ({hits} hits, {misses} others) do not show that the parts of the priority have to do with hits at all. No weights are suggested.</source>
        <translation>これまでの結果（該当{hits}件、その他{misses}件）からは、優先度の内訳と該当との関係が確認できません。重みは提案しません。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/progress_report.py" line="118"/>
        <source>Progress of field checks</source>
        <translation>現地確認の進捗</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/progress_report.py" line="120"/>
        <source>No site was found until that day.</source>
        <translation>その日までに把握された箇所はありません。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/progress_report.py" line="246"/>
        <source>From finding to correction</source>
        <translation>把握から是正まで</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/visiting/day_plan.py" line="146"/>
        <source>Map</source>
        <translation>地図</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/progress_report.py" line="129"/>
        <source>By month</source>
        <translation>月別</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/progress_report.py" line="136"/>
        <source>Open sites of class A</source>
        <translation>優先区分Aの未完了箇所</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/progress_report.py" line="139"/>
        <source>How it was counted</source>
        <translation>集計の方法</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/progress_report.py" line="161"/>
        <source>As of {day}. Register: {register}. Made on {made}.</source>
        <translation>{day}現在。箇所台帳: {register}。作成日: {made}。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/progress_report.py" line="169"/>
        <source>Only sites that touch the polygons of {area}.</source>
        <translation>{area} の範囲にかかる箇所のみ。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/progress_report.py" line="177"/>
        <source>{visited} of {found} sites have been visited ({share} %); {open} sites are open, {urgent} of them of class A.</source>
        <translation>{found}箇所のうち{visited}箇所（{share} %）が現地確認済です。未完了は{open}箇所で、うち優先区分Aは{urgent}箇所です。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/progress_report.py" line="198"/>
        <source>Emergency measures are needed at {count} sites.</source>
        <translation>応急対策が必要な箇所が{count}箇所あります。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/progress_report.py" line="199"/>
        <source>{count} sites of class A were not visited within {days} days of being found.</source>
        <translation>優先区分Aのうち{count}箇所は、把握から{days}日を過ぎても現地確認がされていません。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/progress_report.py" line="205"/>
        <source>At {count} sites the planned day passed without a visit.</source>
        <translation>{count}箇所は、予定日を過ぎても現地確認がされていません。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/progress_report.py" line="206"/>
        <source>{count} closed sites have changed since.</source>
        <translation>完了とした後に変化した箇所が{count}箇所あります。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/progress_report.py" line="498"/>
        <source>Found</source>
        <translation>把握</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/progress_report.py" line="218"/>
        <source>Visited</source>
        <translation>確認済</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/progress_report.py" line="219"/>
        <source>Decided</source>
        <translation>判定済</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/progress_report.py" line="221"/>
        <source>To be corrected</source>
        <translation>要是正</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/progress_report.py" line="277"/>
        <source>Corrected</source>
        <translation>是正完了</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/progress_report.py" line="260"/>
        <source>No site has an outline to draw.</source>
        <translation>地図に描く範囲をもつ箇所がありません。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/progress_report.py" line="262"/>
        <source>Map of the sites by status</source>
        <translation>対応状況別の箇所の地図</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/progress_report.py" line="262"/>
        <source>N</source>
        <translation>北</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/progress_report.py" line="277"/>
        <source>Sites found</source>
        <translation>新規把握（箇所）</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/progress_report.py" line="277"/>
        <source>Lawful</source>
        <translation>適正とした箇所</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/progress_report.py" line="284"/>
        <source>Month</source>
        <translation>月</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/progress_report.py" line="285"/>
        <source>Open at its start</source>
        <translation>月初の未完了</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/progress_report.py" line="287"/>
        <source>Reopened</source>
        <translation>再開</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/progress_report.py" line="288"/>
        <source>Closed</source>
        <translation>完了</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/progress_report.py" line="289"/>
        <source>Open at its end</source>
        <translation>月末の未完了</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/progress_report.py" line="291"/>
        <source>Visited for the first time</source>
        <translation>初回の確認（箇所）</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/progress_report.py" line="300"/>
        <source>Open at its start + found + reopened − closed = open at its end. The last columns count how often each status was reached in the month.</source>
        <translation>月初の未完了 + 新規把握 + 再開 − 完了 = 月末の未完了です。右側の列は、その月に各対応状況となった件数です。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/progress_report.py" line="307"/>
        <source>Sites by status at the end of each month</source>
        <translation>各月末の対応状況別の箇所数</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/progress_report.py" line="323"/>
        <source>Sites by municipality and status</source>
        <translation>市区町村別・対応状況別の箇所数</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/progress_report.py" line="346"/>
        <source>Sites open at the end of the month, in brackets visits made in it.</source>
        <translation>月末時点の未完了箇所数、括弧内はその月の現地確認の回数です。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/progress_report.py" line="357"/>
        <source>Sites by priority class and status</source>
        <translation>優先区分別・対応状況別の箇所数</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/progress_report.py" line="502"/>
        <source>Emergency measures needed</source>
        <translation>応急対策が必要</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/progress_report.py" line="407"/>
        <source>Last visit</source>
        <translation>最終確認日</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/progress_report.py" line="370"/>
        <source>Class A, waiting for a visit too long</source>
        <translation>優先区分Aで未確認のまま期限を超過</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/progress_report.py" line="370"/>
        <source>Days since found</source>
        <translation>把握からの日数</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/progress_report.py" line="370"/>
        <source>The planned day has passed</source>
        <translation>予定日を超過</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/progress_report.py" line="370"/>
        <source>Planned</source>
        <translation>予定</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/progress_report.py" line="370"/>
        <source>Changed after they were closed</source>
        <translation>完了とした後に変化</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/progress_report.py" line="406"/>
        <source>None.</source>
        <translation>該当はありません。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/progress_report.py" line="413"/>
        <source>A site counts as found on the day it was first observed on. A status that came with a visit counts from the day of the visit, one typed into the register from the day it was typed.</source>
        <translation>箇所は、最初に観測された日に把握したものとして数えます。現地確認による対応状況は確認日から、台帳に直接入力された対応状況は入力日から数えます。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/progress_report.py" line="420"/>
        <source>Open sites are not yet visited, visited without a decision, or being corrected; closed ones are corrected, lawful or false detections.</source>
        <translation>「未完了」は未確認・現地確認済（未判定）・是正指導中の箇所、「完了」は是正完了・適正・誤検出の箇所です。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/progress_report.py" line="427"/>
        <source>Earlier months are told as they are known now: results entered later change them. Municipality, class and plan are those of today.</source>
        <translation>過去の月は、現時点で分かっている内容で集計しています。後から取り込んだ結果により変わります。市区町村・優先区分・予定は現在のものです。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/progress_report.py" line="434"/>
        <source>Too long: class A and not visited {days} days after it was found. Planned day passed: the site is open and the last visit is more than {early} days older than the plan, or there is none.</source>
        <translation>「期限超過」は、優先区分Aで把握から{days}日を過ぎても未確認の箇所です。「予定日を超過」は、未完了で、予定日を過ぎ、予定日の{early}日前以降に確認がない箇所です。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/progress_report.py" line="445"/>
        <source>{count} sites were merged into others and count as part of these.</source>
        <translation>他の箇所に統合された{count}箇所は、統合先の箇所として数えています。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/progress_report.py" line="449"/>
        <source>{count} sites have no day of finding and count from the day they were entered.</source>
        <translation>把握日のない{count}箇所は、入力日に把握したものとして数えています。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/progress_report.py" line="455"/>
        <source>{count} visits are dated after they were entered and count on the day of entry.</source>
        <translation>確認日が入力日より後になっている{count}件の現地確認は、入力日に数えています。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/progress_report.py" line="461"/>
        <source>{count} sites have no outline and are not on the map.</source>
        <translation>範囲のない{count}箇所は、地図に表示していません。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/progress_report.py" line="465"/>
        <source>{count} sites without municipality took the name of the polygon they lie in.</source>
        <translation>市区町村のない{count}箇所は、位置するポリゴンの名称で数えています。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/progress_report.py" line="500"/>
        <source>Visited (%)</source>
        <translation>確認率 (%)</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/progress_report.py" line="501"/>
        <source>Waiting too long</source>
        <translation>期限超過</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/progress_report.py" line="528"/>
        <source>Found on</source>
        <translation>把握日</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/progress_report.py" line="547"/>
        <source>The first {count} of {total} by rank.</source>
        <translation>順位順に、{total}箇所中の{count}箇所を示します。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/checklist.py" line="115"/>
        <source>None of the {count} sites lies on the images. Choose images of their region, or none.</source>
        <translation>{count}箇所のいずれも画像の範囲にありません。その地域の画像を選ぶか、画像の指定をやめてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/checklist.py" line="158"/>
        <source>without a team</source>
        <translation>班未定</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/checklist.py" line="159"/>
        <source>without a municipality</source>
        <translation>市区町村不明</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/checklist.py" line="254"/>
        <source>No site was found.</source>
        <translation>該当する箇所はありません。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/checklist.py" line="268"/>
        <source>no image</source>
        <translation>画像なし</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/checklist.py" line="334"/>
        <source>This is none of the list. Degrees from north (0 to 359) may be kept.</source>
        <translation>リストにない値です。北からの角度（0～359）であれば、そのままで構いません。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/checklist_columns.py" line="136"/>
        <source>Size against the law: {value}</source>
        <translation>規制規模との比較: {value}</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/checklist_columns.py" line="137"/>
        <source>Onset: {value}</source>
        <translation>発生時期: {value}</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/checklist_columns.py" line="138"/>
        <source>Buildings below: {value}</source>
        <translation>下流の建物: {value}棟</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/checklist_columns.py" line="146"/>
        <source>Last visit: {value}</source>
        <translation>前回確認: {value}</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/checklist_columns.py" line="170"/>
        <source>Emergency measures: {value}</source>
        <translation>応急対策: {value}</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/rows.py" line="14"/>
        <source>Basis (do not change)</source>
        <translation>作成時の内容（変更不可）</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="249"/>
        <source>Team</source>
        <translation>班</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/checklist_columns.py" line="228"/>
        <source>City / town, position</source>
        <translation>市区町村・位置</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/checklist_columns.py" line="228"/>
        <source>Change, law, last visit</source>
        <translation>変化・法令・前回結果</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/checklist_guide.py" line="21"/>
        <source>Fill in the columns with a yellow heading. Leave the other columns as they are. Status is filled in with what is known so far: change it where the visit changed it. A row left as it is counts as not visited.</source>
        <translation>黄色の見出しの列に記入してください。それ以外の列は変更しないでください。「対応状況」には現在の状況が入っています。現地確認の結果、変わった場合は選び直してください。何も記入していない行は、確認していないものとして扱います。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/checklist_guide.py" line="21"/>
        <source>Enter the date of visit like 2026/5/14. Status, finding and emergency measures have drop-down lists; the words to choose from are on the sheet of value lists.</source>
        <translation>現地確認日は2026/5/14のように入力してください。対応状況、確認結果、応急対策はプルダウンリストから選びます。選択肢は「選択肢」のシートにあります。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/checklist_guide.py" line="21"/>
        <source>Photos: put the files into a folder named “photos” beside this file, and write the name of the file, such as IMG_0123.jpg, into the row. Direction is where the camera looked: choose one of the list, or type degrees from north (0 to 359, 90 is east) and answer “Yes” to the warning.</source>
        <translation>写真は、このファイルと同じ場所に「photos」という名前のフォルダを作って入れ、ファイル名（IMG_0123.jpgなど）を行に記入してください。方向はカメラを向けた方向です。リストから選ぶか、北からの角度（0～359、東は90）を入力し、警告には「はい」と答えてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/checklist_guide.py" line="21"/>
        <source>The columns of photos and all behind them are not printed. On paper, write the numbers of the photos into the remarks.</source>
        <translation>写真の列と、それより右の列は印刷されません。紙に記入するときは、写真の番号を備考に書いてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/checklist_guide.py" line="21"/>
        <source>Rows may be filtered, sorted, added to with new columns at the right, or deleted. When the list comes back, places are found by the hidden columns A and B and the hidden row above the headings, never by the order of rows: do not change, delete or copy these. The sheet “soranome” is hidden too and says which list this is.</source>
        <translation>行の絞り込み、並べ替え、削除や、右端への列の追加はしても構いません。結果の取り込みでは、行の順番ではなく、非表示のA列・B列と見出しの上の非表示の行で箇所を特定します。これらの変更、削除、コピーはしないでください。非表示のシート「soranome」には、どのリストかが記録されています。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/checklist_guide.py" line="21"/>
        <source>Filter rather than sort where the list has pictures: Excel moves pictures along with sorted rows, other programs may leave them behind.</source>
        <translation>画像のあるリストでは、並べ替えより絞り込み（フィルタ）をお使いください。Excelでは並べ替えると画像も行と一緒に動きますが、ほかのソフトでは元の位置に残ることがあります。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/checklist_guide.py" line="21"/>
        <source>The ID leads to GSI Maps, the column “Google Maps” to Google Maps, where there is a network. Latitude and longitude are JGD2011. X is north and Y is east in the plane rectangular system, in metres, at a point inside the place.</source>
        <translation>通信できる場所では、IDから地理院地図、「Googleマップ」の列からGoogleマップを開けます。緯度・経度はJGD2011です。Xは平面直角座標系の北方向、Yは東方向（単位はm）で、いずれも箇所の内側の1点の値です。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/checklist_guide.py" line="21"/>
        <source>Pictures show the place before and after: north is up, both dates have the same extent and the same colours for the same brightness, and the yellow line is the outline. Large places are shown smaller: look at the scale bar.</source>
        <translation>画像は変化前と変化後の様子です。上が北で、2枚の範囲と明るさの基準は同じです。黄色の線は箇所の輪郭です。大きな箇所は縮尺を変えて表示しているので、スケールバーを確認してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/checklist_guide.py" line="113"/>
        <source>Direction of photos</source>
        <translation>写真の方向</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/chips.py" line="196"/>
        <source>{before} and {after} show different regions. Choose two images of the same region.</source>
        <translation>{before}と{after}は別の地域の画像です。同じ地域の2枚の画像を選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/chips.py" line="326"/>
        <source>{name} lies nowhere on the Earth. Check its coordinate system.</source>
        <translation>{name}の位置が地球上にありません。座標参照系を確認してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/chips.py" line="360"/>
        <source>{bands} cannot be shown of {name}, which has {count} bands. Give the numbers of red, green and blue such as 3,2,1, or one number for grey.</source>
        <translation>{name}（{count}バンド）では、バンド「{bands}」を表示できません。赤・緑・青の番号を3,2,1のように、または濃淡で表示する1つの番号を指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="249"/>
        <source>Visit planned on</source>
        <translation>訪問予定日</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="249"/>
        <source>Order of visit</source>
        <translation>訪問順</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/package.py" line="108"/>
        <source>Last finding</source>
        <translation>前回の確認結果</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/package.py" line="108"/>
        <source>Last emergency measures</source>
        <translation>前回の応急対策</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/package.py" line="108"/>
        <source>Last remarks</source>
        <translation>前回の備考</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/package.py" line="121"/>
        <source>Where it is</source>
        <translation>位置</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/package.py" line="121"/>
        <source>Plan of visits</source>
        <translation>巡回計画</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/package.py" line="121"/>
        <source>What was seen from above</source>
        <translation>上空から確認された変化</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/package.py" line="121"/>
        <source>Law and danger</source>
        <translation>法令と危険性</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/package.py" line="121"/>
        <source>Earlier visits</source>
        <translation>これまでの現地確認</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/package.py" line="134"/>
        <source>State when listed (do not change)</source>
        <translation>作成時の状態（変更不可）</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="384"/>
        <source>Edited at</source>
        <translation>編集日時</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="384"/>
        <source>Edited by</source>
        <translation>編集者</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/package.py" line="139"/>
        <source>Field checks</source>
        <translation>現地確認</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/package.py" line="140"/>
        <source>Sites to visit</source>
        <translation>調査対象地</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/package.py" line="141"/>
        <source>Background map</source>
        <translation>背景地図</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/package.py" line="142"/>
        <source>Visit</source>
        <translation>調査</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/package.py" line="143"/>
        <source>About the site</source>
        <translation>対象地の情報</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/package.py" line="144"/>
        <source>(not filled in)</source>
        <translation>（未記入）</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/package.py" line="145"/>
        <source>Filled in</source>
        <translation>記入済み</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/package.py" line="146"/>
        <source>Not yet filled in</source>
        <translation>未記入</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/package.py" line="147"/>
        <source>Photos of the visits lie in this folder. Do not rename them.</source>
        <translation>現地写真はこのフォルダに入ります。ファイル名を変更しないでください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/package.py" line="148"/>
        <source>Give the date of the visit: not in the future, not before 2000, and not empty once anything else is filled in.</source>
        <translation>現地確認日を入力してください。未来の日付と2000年より前の日付は使えません。ほかの項目を記入したときは必須です。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldsheets.py" line="158"/>
        <source>Field-check sheet</source>
        <translation>現地確認票</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/sheet.py" line="16"/>
        <source>Site plan</source>
        <translation>詳細図</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/sheet.py" line="18"/>
        <source>Location</source>
        <translation>位置図</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/sheet.py" line="21"/>
        <source>Before</source>
        <translation>変化前</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/sheet.py" line="22"/>
        <source>After</source>
        <translation>変化後</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/sheet.py" line="23"/>
        <source>Section</source>
        <translation>断面図</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/sheet.py" line="24"/>
        <source>Key figures</source>
        <translation>主な数値</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/sheet.py" line="25"/>
        <source>Area</source>
        <translation>面積</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/sheet.py" line="26"/>
        <source>Raised</source>
        <translation>盛土（上昇）</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/sheet.py" line="27"/>
        <source>Lowered</source>
        <translation>切土（下降）</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/sheet.py" line="29"/>
        <source>Change score</source>
        <translation>変化スコア</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/sheet.py" line="30"/>
        <source>Priority</source>
        <translation>優先度スコア</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/sheet.py" line="31"/>
        <source>Observed</source>
        <translation>観測日</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/sheet.py" line="32"/>
        <source>Lat., long.</source>
        <translation>緯度、経度</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/sheet.py" line="33"/>
        <source>Plane X, Y</source>
        <translation>平面直角 X, Y</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/sheet.py" line="34"/>
        <source>Law zone</source>
        <translation>規制区域</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/sheet.py" line="37"/>
        <source>Houses below</source>
        <translation>下流の建物</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/sheet.py" line="38"/>
        <source>Why it is listed</source>
        <translation>抽出理由</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/sheet.py" line="39"/>
        <source>Size against the fill law</source>
        <translation>盛土規制法の規模との比較</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/sheet.py" line="40"/>
        <source>Access and earlier visits</source>
        <translation>到達・これまでの確認</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/sheet.py" line="41"/>
        <source>To fill in on site</source>
        <translation>現地記入欄</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/sheet.py" line="49"/>
        <source>Sketch; place and direction of photos</source>
        <translation>略図（写真の位置と向き）</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/sheet.py" line="50"/>
        <source>N ↑</source>
        <translation>北 ↑</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/sheet.py" line="51"/>
        <source>Year          Month        Day</source>
        <translation>　　　　年　　　月　　　日</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/sheet.py" line="52"/>
        <source>No.           direction           </source>
        <translation>No.　　　向き　　　</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/sheet.py" line="57"/>
        <source>Rank {rank}</source>
        <translation>順位 {rank}</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/sheet.py" line="58"/>
        <source>class {priority_class}</source>
        <translation>優先区分 {priority_class}</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/sheet.py" line="59"/>
        <source>Team: {team}</source>
        <translation>班: {team}</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/sheet.py" line="60"/>
        <source>Planned: {day}</source>
        <translation>予定日: {day}</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/sheet.py" line="61"/>
        <source>Visit no. {order}</source>
        <translation>訪問順: {order}</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/sheet.py" line="62"/>
        <source>Status: {status}</source>
        <translation>対応状況: {status}</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/sheet.py" line="63"/>
        <source>{value} (at most {maximum})</source>
        <translation>{value}（最大 {maximum}）</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/sheet.py" line="64"/>
        <source>{count} (nearest {distance} m)</source>
        <translation>{count} 棟（最寄り {distance} m）</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/sheet.py" line="65"/>
        <source>{height} m, {volume} m³ ({low}–{high})</source>
        <translation>{height} m、{volume} m³（{low}～{high}）</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/sheet.py" line="66"/>
        <source>Last visited on {day} by {by}.</source>
        <translation>前回の確認: {day}（{by}）。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/sheet.py" line="67"/>
        <source>Found then: {finding}.</source>
        <translation>前回の確認結果: {finding}。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/sheet.py" line="68"/>
        <source>No reasons are recorded.</source>
        <translation>抽出理由の記録はありません。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/sheet.py" line="69"/>
        <source>Not compared with the law: run the triage first.</source>
        <translation>法の規模との比較はありません（優先度付けを実行すると表示されます）。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/sheet.py" line="70"/>
        <source>Distance to a road: unknown.</source>
        <translation>道路までの距離: 不明。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/terrain_section.py" line="26"/>
        <source>Elevation (m)</source>
        <translation>標高 (m)</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/terrain_section.py" line="27"/>
        <source>Distance (m)</source>
        <translation>距離 (m)</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/terrain_section.py" line="28"/>
        <source>before</source>
        <translation>変化前</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/terrain_section.py" line="29"/>
        <source>after</source>
        <translation>変化後</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/terrain_section.py" line="31"/>
        <source>raised</source>
        <translation>上昇</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/terrain_section.py" line="32"/>
        <source>lowered</source>
        <translation>下降</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/terrain_section.py" line="33"/>
        <source>outline</source>
        <translation>範囲</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/terrain_section.py" line="34"/>
        <source>heights × {factor}</source>
        <translation>高さ {factor} 倍</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/waypoints.py" line="44"/>
        <source>Sites to check: {count}</source>
        <translation>現地確認箇所: {count}件</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/waypoints.py" line="45"/>
        <source>Positions are JGD2011, which differs from WGS 84 by less than a metre. Routes are straight lines.</source>
        <translation>位置はJGD2011です。WGS 84との差は1 m未満です。経路は地点間を直線で結んだものです。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/waypoints.py" line="50"/>
        <source>{team}, {day}, no. {number}</source>
        <translation>{team}、{day}、{number}番目</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/waypoints.py" line="53"/>
        <source>Planned visit</source>
        <translation>訪問予定</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/waypoints.py" line="89"/>
        <source>Name at least one of the files GPX, KML and GEOJSON.</source>
        <translation>GPX、KML、GEOJSONのうち、少なくとも1つのファイルを指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/waypoints.py" line="91"/>
        <source>There are no sites to write. Check the area, the ranks and the other filters.</source>
        <translation>書き出す箇所がありません。範囲、順位、その他の絞り込み条件を確認してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="70"/>
        <source>leave the register as it is</source>
        <translation>台帳のままにする</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="71"/>
        <source>take what the list says</source>
        <translation>リストの内容を採用する</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="384"/>
        <source>Key of the list</source>
        <translation>リストのキー</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/conflicts.py" line="167"/>
        <source>File of results</source>
        <translation>結果のファイル</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="384"/>
        <source>Row in that file</source>
        <translation>ファイル内の行</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="413"/>
        <source>Name of the file as it came</source>
        <translation>元のファイル名</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_schema.py" line="437"/>
        <source>Decided conflicts</source>
        <translation>判断済みの食い違い</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/conflicts.py" line="30"/>
        <source>Decision</source>
        <translation>判断</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/conflicts.py" line="100"/>
        <source>What the list said (JSON)</source>
        <translation>リストの内容（JSON）</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/conflicts.py" line="83"/>
        <source>Conflicts</source>
        <translation>食い違い</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/conflicts.py" line="85"/>
        <source>Problems</source>
        <translation>問題</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/conflicts.py" line="93"/>
        <source>List: {field}</source>
        <translation>リスト：{field}</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/conflicts.py" line="94"/>
        <source>Register: {field}</source>
        <translation>台帳：{field}</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/conflicts.py" line="31"/>
        <source>Decided by</source>
        <translation>判断者</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/conflicts.py" line="32"/>
        <source>Decided on</source>
        <translation>判断日</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/conflicts.py" line="168"/>
        <source>Worksheet</source>
        <translation>シート</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/conflicts.py" line="169"/>
        <source>Row</source>
        <translation>行</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/conflicts.py" line="120"/>
        <source>The register has learnt something else of these sites since the list was made. Choose a decision in the yellow column, save, and import this file. Rows without a decision stay open.</source>
        <translation>リスト作成後に、台帳にはこれらの箇所について別の内容が登録されています。黄色の列で判断を選んで保存し、このファイルを取り込んでください。判断のない行は未決のまま残ります。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/conflicts.py" line="170"/>
        <source>Column</source>
        <translation>列</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/conflicts.py" line="172"/>
        <source>What is wrong</source>
        <translation>問題</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/conflicts.py" line="173"/>
        <source>What to do</source>
        <translation>対処</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/conflicts.py" line="175"/>
        <source>Correct these in the file they are in, and import that file again. What has been entered is not entered twice.</source>
        <translation>元のファイルで次の内容を直し、同じファイルをもう一度取り込んでください。登録済みの行が二重に登録されることはありません。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/conflicts.py" line="291"/>
        <source>The hidden columns of this row were changed; it is not known what it says.</source>
        <translation>この行の非表示の列が変更されているため、内容を確かめられません。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/conflicts.py" line="291"/>
        <source>Import the file of the inspector again for a new list of conflicts.</source>
        <translation>確認者のファイルをもう一度取り込み、食い違いの一覧を作り直してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/given.py" line="85"/>
        <source>{path} does not exist. Choose what the inspectors gave back.</source>
        <translation>{path} がありません。戻ってきたファイルを選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/given.py" line="99"/>
        <source>There is no list (.xlsx) and no GeoPackage of a package in {path}. Choose what the inspectors gave back.</source>
        <translation>{path} にはリスト（.xlsx）もパッケージの GeoPackage もありません。戻ってきたものを選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/given.py" line="134"/>
        <source>{path} is not unpacked: it would become {size} MB in {count} files. Unpack it yourself, look at it, and give the folder.</source>
        <translation>{path} は展開しません。展開すると {count} ファイル、{size} MB になります。ご自分で展開して中身を確かめ、そのフォルダを指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/given.py" line="145"/>
        <source>{path} is protected by a password. Unpack it, and give the folder.</source>
        <translation>{path} はパスワードで保護されています。展開してから、そのフォルダを指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/given.py" line="198"/>
        <source>{path} is an archive and no list. Unpack it, and give the folder it makes.</source>
        <translation>{path} は圧縮ファイルで、リストではありません。展開し、できたフォルダを指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/given.py" line="277"/>
        <source>{path} holds more than {limit} files. Give a folder with the results alone.</source>
        <translation>{path} には {limit} 個を超えるファイルがあります。結果だけを入れたフォルダを指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/given.py" line="332"/>
        <source>{path} is empty: it was not copied to its end. Fetch it again.</source>
        <translation>{path} は空です。コピーが途中で終わっています。もう一度コピーしてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/given.py" line="335"/>
        <source>{path} is neither an Excel file (.xlsx) nor a GeoPackage nor a zip. A CSV holds no keys of the places one can trust: give the list itself, saved as .xlsx.</source>
        <translation>{path} は Excel ファイル（.xlsx）でも GeoPackage でも zip でもありません。CSV では箇所の管理キーを確かめられません。リストそのものを .xlsx で保存して指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/given.py" line="353"/>
        <source>{path} is an OpenDocument file. Save it as .xlsx, and give that.</source>
        <translation>{path} は OpenDocument 形式です。.xlsx で保存して指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/given.py" line="365"/>
        <source>{path} is protected by a password. Open it in Excel, take the password away, and save.</source>
        <translation>{path} はパスワードで保護されています。Excel で開き、パスワードを外して保存してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/given.py" line="371"/>
        <source>{path} is of the old Excel format (.xls). Save it as .xlsx, and give that.</source>
        <translation>{path} は古い Excel 形式（.xls）です。.xlsx で保存し直して指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/given.py" line="378"/>
        <source>{path} cannot be read ({detail}). Close it in other programs, and check the right to read it.</source>
        <translation>{path} を読めません（{detail}）。ほかのプログラムで開いていれば閉じ、読み取りの権限を確認してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/importing.py" line="66"/>
        <source>{path} is open in Excel: what was not saved there is not taken over.</source>
        <translation>{path} は Excel で開かれています。保存していない内容は取り込まれません。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/importing.py" line="142"/>
        <source>The results name photos, and a register in a database needs a folder to keep them in. Give PHOTO_FOLDER.</source>
        <translation>結果に写真の名前があります。データベースの台帳では写真の保管先が必要です。PHOTO_FOLDER を指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/importing.py" line="168"/>
        <source>The other files were read. Give this one again by itself.</source>
        <translation>ほかのファイルは読み込みました。このファイルだけを直して、もう一度指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/importing.py" line="180"/>
        <source>{path} was made from another register. Choose the register it was made from, as REGISTER.</source>
        <translation>{path} は別の台帳から作られたものです。REGISTER に、作成元の台帳を指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/merging.py" line="135"/>
        <source>Several sites of the register were this candidate.</source>
        <translation>この候補に当たる箇所が台帳に複数あります。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/merging.py" line="136"/>
        <source>Make a list from the register, and enter the visit there.</source>
        <translation>台帳からリストを作り直し、そちらに記入してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/merging.py" line="381"/>
        <source>The register has no site with this key.</source>
        <translation>この管理キーの箇所は台帳にありません。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/merging.py" line="139"/>
        <source>Copy the key from the list that was handed out, or enter the site into the register first.</source>
        <translation>配布したリストから管理キーを写すか、先にその箇所を台帳に登録してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/merging.py" line="148"/>
        <source>{file}, row {row}: site {site} has become part of {other} since.</source>
        <translation>{file} の {row} 行目：箇所 {site} は、その後 {other} に統合されています。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/merging.py" line="381"/>
        <source>Give the list of conflicts to the register it is about.</source>
        <translation>この食い違いの一覧を作った台帳に取り込んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/merging.py" line="423"/>
        <source>The photo kept for this conflict is no longer there.</source>
        <translation>この食い違いのために保管した写真が見つかりません。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/merging.py" line="423"/>
        <source>Import the file of the inspector again once the conflict is decided.</source>
        <translation>判断を取り込んだあとで、確認者のファイルをもう一度取り込んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/package.py" line="64"/>
        <source>{path} is no package for the visit: it has no layer “sites” with the field “key”. Give the package that was handed out, filled in.</source>
        <translation>{path} は現地確認用のパッケージではありません（項目「key」のあるレイヤ「sites」がありません）。配布したパッケージに記入したものを指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/package.py" line="75"/>
        <source>The field is missing; nothing is read from it.</source>
        <translation>項目がないため、何も読み取りません。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/package.py" line="78"/>
        <source>Give the GeoPackage with all fields it was handed out with.</source>
        <translation>配布したときの項目がすべてある GeoPackage を指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/photos.py" line="99"/>
        <source>There are {count} different photos of this name.</source>
        <translation>この名前の異なる写真が {count} 枚あります。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/photos.py" line="99"/>
        <source>Write the folder before the name, as in {example}.</source>
        <translation>{example} のように、名前の前にフォルダを書いてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/photos.py" line="107"/>
        <source>There is no photo of this name; the rest of the row is taken as it is.</source>
        <translation>この名前の写真がありません。行のほかの内容はそのまま扱います。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/photos.py" line="107"/>
        <source>Put the photo beside the list, into a folder “photos”, and import the same file again.</source>
        <translation>リストと同じ場所の「写真」または「photos」フォルダに写真を入れ、同じファイルをもう一度取り込んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/photos.py" line="132"/>
        <source>This is a link that leads out of the folder of the photos.</source>
        <translation>写真のフォルダの外を指すリンクです。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/photos.py" line="132"/>
        <source>Put the photo itself into the folder.</source>
        <translation>写真そのものをフォルダに入れてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/photos.py" line="152"/>
        <source>The photo cannot be read ({detail}); the rest of the row is taken as it is.</source>
        <translation>写真を読めません（{detail}）。行のほかの内容はそのまま扱います。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/photos.py" line="152"/>
        <source>Copy the photo again, and import the same file again.</source>
        <translation>写真をコピーし直し、同じファイルをもう一度取り込んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/photos.py" line="162"/>
        <source>The file has {size} MB, more than the {limit} MB a photo may have.</source>
        <translation>ファイルは {size} MB で、写真の上限 {limit} MB を超えています。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/photos.py" line="162"/>
        <source>Save the photo smaller, and import the same file again.</source>
        <translation>写真を小さく保存し直し、同じファイルをもう一度取り込んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/photos.py" line="175"/>
        <source>The file is no picture; the rest of the row is taken as it is.</source>
        <translation>ファイルが画像ではありません。行のほかの内容はそのまま扱います。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/photos.py" line="175"/>
        <source>Give the photo as it came from the camera (JPEG, PNG, HEIC, WebP, TIFF).</source>
        <translation>カメラで撮ったままの写真（JPEG、PNG、HEIC、WebP、TIFF）を入れてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/photos.py" line="343"/>
        <source>The photo {name} changed while it was copied. Nothing was entered; import again once all photos have arrived.</source>
        <translation>写真 {name} がコピー中に変わりました。何も登録していません。写真がすべてそろってから、もう一度取り込んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/reading.py" line="82"/>
        <source>The cell is merged with another one, which holds the value.</source>
        <translation>セルがほかのセルと結合されていて、値はそちらにあります。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/reading.py" line="82"/>
        <source>Unmerge the cells, and write the value into each row it is meant for.</source>
        <translation>結合を解除し、当てはまる行それぞれに値を記入してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/reading.py" line="91"/>
        <source>The list has this column several times, with different values.</source>
        <translation>この列が複数あり、値が異なります。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/reading.py" line="91"/>
        <source>Delete the column that is not meant.</source>
        <translation>不要な列を削除してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/reading.py" line="154"/>
        <source>The row has no key: it was added, or its key was deleted.</source>
        <translation>管理キーがありません。追加された行か、管理キーが消された行です。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/reading.py" line="154"/>
        <source>Write it into the row of its place. A new place goes into the register first.</source>
        <translation>その箇所の行に記入してください。新しい箇所は、先に台帳に登録してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/reading.py" line="162"/>
        <source>The date of the visit is missing.</source>
        <translation>現地確認日がありません。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/reading.py" line="162"/>
        <source>Write the day of the visit into the row.</source>
        <translation>行に現地確認日を記入してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/reading.py" line="168"/>
        <source>A place that was visited cannot become unvisited.</source>
        <translation>確認済みの箇所を未確認に戻すことはできません。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/reading.py" line="168"/>
        <source>Choose what was found, or leave the field empty.</source>
        <translation>確認した結果を選ぶか、空欄にしてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/reading.py" line="175"/>
        <source>There is a direction without the name of a photo.</source>
        <translation>写真の名前がないのに方向が記入されています。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/reading.py" line="175"/>
        <source>Write the name of the photo, and import the same file again.</source>
        <translation>写真の名前を記入し、同じファイルをもう一度取り込んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/values.py" line="87"/>
        <source>The cell holds a formula.</source>
        <translation>セルに数式が入っています。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/values.py" line="92"/>
        <source>Type the value itself.</source>
        <translation>値そのものを入力してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/values.py" line="92"/>
        <source>The cell shows an error of the spreadsheet.</source>
        <translation>セルが表計算のエラーになっています。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/values.py" line="105"/>
        <source>The text is longer than {count} characters.</source>
        <translation>{count} 文字を超えています。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/values.py" line="105"/>
        <source>Shorten it.</source>
        <translation>短くしてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/values.py" line="134"/>
        <source>This is no date with year, month and day.</source>
        <translation>年月日のそろった日付ではありません。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/values.py" line="134"/>
        <source>Write it like 2026/5/14 or 令和8年5月14日.</source>
        <translation>2026/5/14 または 令和8年5月14日 のように書いてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/values.py" line="139"/>
        <source>The date lies in the future.</source>
        <translation>未来の日付です。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/values.py" line="144"/>
        <source>Correct the date.</source>
        <translation>日付を直してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/values.py" line="144"/>
        <source>The date lies before the year 2000.</source>
        <translation>2000年より前の日付です。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/values.py" line="223"/>
        <source>This is none of the answers.</source>
        <translation>選択肢にない内容です。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/values.py" line="223"/>
        <source>Choose one of: {choices}.</source>
        <translation>次から選んでください：{choices}</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/values.py" line="252"/>
        <source>This is no direction.</source>
        <translation>方向として読めません。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/values.py" line="252"/>
        <source>Write a word such as north-east, or degrees from north, 0–360.</source>
        <translation>「北東」などの方位か、北から時計回りの度数（0～360）を書いてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/values.py" line="267"/>
        <source>This names a place outside the folder of the photos.</source>
        <translation>写真のフォルダの外を指しています。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/values.py" line="267"/>
        <source>Put the photo into the folder of the photos and write the name of its file alone.</source>
        <translation>写真を写真のフォルダに入れ、ファイル名だけを書いてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/workbook.py" line="65"/>
        <source>{path} holds no field-check list: no sheet has the row of codes or the titles of its columns. Give the list that was handed out, filled in.</source>
        <translation>{path} には現地確認リストがありません（列のコードの行も見出しも見つかりません）。配布したリストに記入したものを指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/workbook.py" line="108"/>
        <source>The column was deleted or renamed; nothing is read from it.</source>
        <translation>列が削除されたか、見出しが変えられています。この列からは何も読み取りません。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/workbook.py" line="116"/>
        <source>Copy the column and its titles from the list that was handed out.</source>
        <translation>配布したリストから、見出しを含めて列を写してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/workbook.py" line="116"/>
        <source>Several columns have this title; nothing is read from them.</source>
        <translation>同じ見出しの列が複数あります。これらの列からは何も読み取りません。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/xlsx.py" line="52"/>
        <source>{path} cannot be read ({detail}): the file is damaged or of another kind. Open it in Excel, save it as .xlsx under a new name, and give that.</source>
        <translation>{path} を読めません（{detail}）。壊れているか、別の種類のファイルです。Excel で開き、別の名前の .xlsx で保存して指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/xlsx.py" line="269"/>
        <source>{path} holds a sheet of {size} MB, more than the {limit} MB that are read. Copy the rows of the list into a new file.</source>
        <translation>{path} に {size} MB のシートがあり、読み込みの上限 {limit} MB を超えています。リストの行を新しいファイルに写してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/values.py" line="34"/>
        <source>north</source>
        <translation>北</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/values.py" line="35"/>
        <source>north-east</source>
        <translation>北東</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/values.py" line="36"/>
        <source>east</source>
        <translation>東</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/values.py" line="37"/>
        <source>south-east</source>
        <translation>南東</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/values.py" line="38"/>
        <source>south</source>
        <translation>南</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/values.py" line="39"/>
        <source>south-west</source>
        <translation>南西</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/values.py" line="40"/>
        <source>west</source>
        <translation>西</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/values.py" line="41"/>
        <source>north-west</source>
        <translation>北西</translation>
    </message>
    <message>
        <location filename="../plugin/processing/styling.py" line="21"/>
        <source>Not planned</source>
        <translation>計画外</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/visiting/day_plan.py" line="78"/>
        <source>Plan of field visits</source>
        <translation>現地確認の巡回計画</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/visiting/day_plan.py" line="79"/>
        <source>Made on {day} by SoraNoMe. The order was searched with PyVRP (iterated local search); it is good, not proven the best. Traffic, closed roads and holidays are not known to it.</source>
        <translation>{day}にSoraNoMeが作成しました。順序はPyVRP（反復局所探索）で求めたもので、良い順序ですが、最良であることの証明はありません。渋滞、通行止め、祝日は考慮していません。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/visiting/day_plan.py" line="98"/>
        <source>Sites planned</source>
        <translation>計画した箇所</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/visiting/day_plan.py" line="98"/>
        <source>{planned} of {all}</source>
        <translation>{all}箇所のうち{planned}箇所</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/visiting/day_plan.py" line="102"/>
        <source>Teams</source>
        <translation>班</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/visiting/day_plan.py" line="106"/>
        <source>Days</source>
        <translation>日数</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/visiting/day_plan.py" line="106"/>
        <source>{first} to {last}, {count} days of a team</source>
        <translation>{first}～{last}、延べ{count}班日</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/visiting/day_plan.py" line="115"/>
        <source>On the way</source>
        <translation>移動</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/visiting/day_plan.py" line="115"/>
        <source>{hours} h, of which {walk} h on foot; {km} km driven</source>
        <translation>{hours}（時:分）、うち徒歩{walk}。車{km} km</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/visiting/day_plan.py" line="124"/>
        <source>Always going to the nearest site next</source>
        <translation>常に最寄りの箇所へ進む場合</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/visiting/day_plan.py" line="124"/>
        <source>{hours} h on the way, {count} days of a team</source>
        <translation>移動{hours}（時:分）、延べ{count}班日</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/visiting/day_plan.py" line="133"/>
        <source>Working day without break</source>
        <translation>1日の作業時間（休憩を除く）</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/visiting/day_plan.py" line="134"/>
        <source>At each site</source>
        <translation>1箇所あたりの確認時間</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/visiting/day_plan.py" line="135"/>
        <source>Travel times</source>
        <translation>移動時間の算出</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/visiting/day_plan.py" line="146"/>
        <source>Arrive</source>
        <translation>到着</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/visiting/day_plan.py" line="146"/>
        <source>Leave</source>
        <translation>出発</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/visiting/day_plan.py" line="146"/>
        <source>Way there (min)</source>
        <translation>移動（分）</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/visiting/day_plan.py" line="146"/>
        <source>of which on foot</source>
        <translation>うち徒歩（分）</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/visiting/day_plan.py" line="146"/>
        <source>By car (km)</source>
        <translation>車（km）</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/visiting/day_plan.py" line="175"/>
        <source>End</source>
        <translation>終了地点</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/visiting/day_plan.py" line="177"/>
        <source>Leave the start at {begin}; {count} sites, {hours} h on the way, {km} km driven.</source>
        <translation>{begin}に出発。{count}箇所、移動{hours}（時:分）、車{km} km。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/visiting/day_plan.py" line="251"/>
        <source>A colour for each day of a team; numbers are the order of the day; squares: start and end; grey rings: not planned. ↔ {km} km</source>
        <translation>色は班と日ごと、数字はその日の訪問順、四角は出発・終了地点、灰色の輪は計画外の箇所です。↔ {km} km</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/visiting/order.py" line="25"/>
        <source>No road from the start leads near enough to it</source>
        <translation>出発地点からつながる道路が近くまで通じていません</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/visiting/order.py" line="26"/>
        <source>The visit alone takes longer than a working day</source>
        <translation>この箇所だけで1日の作業時間を超えます</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/visiting/order.py" line="27"/>
        <source>No room in the days and teams given</source>
        <translation>指定した日数と班では回りきれません</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/visiting/order.py" line="221"/>
        <source>The visiting order needs the library pyvrp 0.14, which is not installed.</source>
        <translation>巡回順の作成にはライブラリpyvrp 0.14が必要ですが、インストールされていません。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/visiting/travel.py" line="198"/>
        <source>{name} lies {away} from the nearest road it can use (limit: {limit:,.0f} m). Choose a point at a road, give a road layer that covers it, or leave ROADS empty.</source>
        <translation>{name}は、使える最寄りの道路から{away}離れています（上限: {limit:,.0f} m）。道路沿いの地点を選ぶか、その場所を含む道路レイヤを指定するか、ROADSを空欄にしてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/sample/inspection.py" line="47"/>
        <source>{path} is not empty. Choose a new folder for the results.</source>
        <translation>{path} は空ではありません。結果を入れる新しいフォルダを指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/sample/inspection_files.py" line="24"/>
        <source>{path} is no field-check list (.xlsx) with its hidden row of codes, and no package for the visit. Give one that this plugin made. {detail}</source>
        <translation>{path} は、列コードの非表示行をもつ現地確認リスト（.xlsx）でも、スマートフォン用パッケージでもありません。このプラグインで作成したものを指定してください。{detail}</translation>
    </message>
    <message>
        <location filename="../plugin/core/sample/inspection_plan.py" line="38"/>
        <source>{kind}, about {height} m high. No notice of a permit.
Nobody was met.</source>
        <translation>{kind}、高さ約{height} m。許可の標識なし。
関係者には会えず。</translation>
    </message>
    <message>
        <location filename="../plugin/core/sample/inspection_plan.py" line="39"/>
        <source>{kind} removed and the slope planted.</source>
        <translation>{kind}を撤去し、法面を緑化済み。</translation>
    </message>
    <message>
        <location filename="../plugin/core/sample/inspection_plan.py" line="40"/>
        <source>{kind} by permit; the notice stands at the entrance.</source>
        <translation>許可を受けた{kind}。入口に標識あり。</translation>
    </message>
    <message>
        <location filename="../plugin/core/sample/inspection_plan.py" line="41"/>
        <source>No earthworks: {kind}.</source>
        <translation>土地の形質変更なし（{kind}）。</translation>
    </message>
    <message>
        <location filename="../plugin/core/sample/inspection_plan.py" line="42"/>
        <source>No change of the ground to be seen.</source>
        <translation>地盤の変化は見られない。</translation>
    </message>
    <message>
        <location filename="../plugin/core/sample/inspection_plan.py" line="43"/>
        <source>Seen from the road only.</source>
        <translation>道路からの目視のみ。</translation>
    </message>
    <message>
        <location filename="../plugin/core/sample/inspection_plan.py" line="48"/>
        <source>Stockpile</source>
        <translation>土石の堆積</translation>
    </message>
    <message>
        <location filename="../plugin/core/sample/inspection_plan.py" line="49"/>
        <source>felled trees</source>
        <translation>伐採</translation>
    </message>
    <message>
        <location filename="../plugin/core/sample/inspection_plan.py" line="50"/>
        <source>a roof</source>
        <translation>建物の屋根</translation>
    </message>
    <message>
        <location filename="../plugin/core/sample/inspection_plan.py" line="51"/>
        <source>solar panels</source>
        <translation>太陽光パネル</translation>
    </message>
    <message>
        <location filename="../plugin/core/sample/inspection_plan.py" line="52"/>
        <source>a ploughed field</source>
        <translation>耕された畑</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldpackage.py" line="159"/>
        <source>The package cannot be made:
{problems}</source>
        <translation>パッケージを作成できません。
{problems}</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldprogress.py" line="99"/>
        <source>FROM ({first}) is later than TO ({last}). Exchange them.</source>
        <translation>FROM（{first}）が TO（{last}）より後になっています。入れ替えてください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldsheets.py" line="113"/>
        <source>{name}: {layer} cannot be read as a map layer. Choose another, or none.</source>
        <translation>{name}: {layer} を地図のレイヤとして読み込めません。別のレイヤを選ぶか、指定を外してください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldsheets.py" line="147"/>
        <source>No site is left to print. Check the filters, or whether the input is empty.</source>
        <translation>印刷する箇所がありません。絞り込み条件や、入力が空でないかを確認してください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/importresults.py" line="104"/>
        <source>Give either RESULTS, a file, or RESULTS_FOLDER, a folder; not both, not none.</source>
        <translation>RESULTS（ファイル）か RESULTS_FOLDER（フォルダ）のどちらか一方を指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/sampleresults.py" line="105"/>
        <source>Give either XLSX, a field-check list, or PACKAGE, a folder; not both, not none.</source>
        <translation>XLSX（現地確認リスト）か PACKAGE（フォルダ）のどちらか一方を指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/sheet_layers.py" line="183"/>
        <source>{path} cannot be drawn as a map. Choose a raster that QGIS opens.</source>
        <translation>{path} を地図として描画できません。QGIS で開けるラスタを選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/sheet_layout.py" line="180"/>
        <source>{path} has nothing a sheet could fill in: no map with the id {maps}, no label with a field such as [% &quot;name&quot; %]. Start from the template of the plugin ({own}).</source>
        <translation>{path} には現地確認票として記入できる項目がありません（アイテム ID が {maps} の地図も、[% &quot;name&quot; %] のような属性を使うラベルもありません）。プラグインのテンプレート（{own}）を複製して編集してください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/sheet_layout.py" line="280"/>
        <source>{path} cannot be read as a layout template ({detail}). Save it again in QGIS by Layout &gt; Save as Template.</source>
        <translation>{path} をレイアウトのテンプレートとして読み込めません（{detail}）。QGIS の［レイアウト］&gt;［テンプレートとして保存］で保存し直してください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/sheet_pages.py" line="40"/>
        <source>The site lies outside this image.</source>
        <translation>この画像の範囲外です。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/sheet_pages.py" line="41"/>
        <source>No heights are known here.</source>
        <translation>この場所の標高データはありません。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/sheet_pages.py" line="42"/>
        <source>Made by SoraNoMe on {day} · list {list_id}</source>
        <translation>SoraNoMe 作成 {day}　リスト {list_id}</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/sheet_pages.py" line="43"/>
        <source>A–B, {length} m</source>
        <translation>A–B　{length} m</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/sites.py" line="205"/>
        <source>Give either REGISTER, the register of sites, or CANDIDATES, a layer; not both, not none.</source>
        <translation>REGISTER（台帳）かCANDIDATES（レイヤ）のどちらか一方を指定してください。両方の指定や、指定なしでは実行できません。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/sites.py" line="282"/>
        <source>{name}: no site has {value}. There are: {known}.</source>
        <translation>{name}: {value}に当てはまる箇所がありません。あるのは次のとおりです: {known}。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visitaccuracy.py" line="132"/>
        <source>PostgreSQL database</source>
        <translation>PostgreSQLデータベース</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visitorder.py" line="168"/>
        <source>No site is left to plan. Widen the choice of sites.</source>
        <translation>計画する箇所がありません。箇所の絞り込みを緩めてください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visitorder.py" line="228"/>
        <source>Team {number}</source>
        <translation>{number}班</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visitorder.py" line="233"/>
        <source>TEAM_NAMES: “{value}” is neither a number from 1 to {most} nor a list of different names, such as “North, South”.</source>
        <translation>TEAM_NAMES:「{value}」は、1～{most}の数でも、「北班,南班」のような互いに異なる名前の並びでもありません。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visit_travel.py" line="141"/>
        <source>{name} lies {away} km from the nearest site. Check its coordinates and their system, as in “-46000,-35000 [EPSG:6677]”.</source>
        <translation>{name}は最寄りの箇所から{away} km離れています。座標と座標系を「-46000,-35000 [EPSG:6677]」のように確認してください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visit_travel.py" line="166"/>
        <source>DEM knows no height at {count} of {all} places; ways there are taken to be level.</source>
        <translation>{all}地点のうち{count}地点で標高モデルに値がありません。その区間は平地とみなします。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visit_travel.py" line="175"/>
        <source>with slopes from the elevation model (Tobler 1993)</source>
        <translation>標高モデルの傾斜を考慮（Tobler 1993）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visit_travel.py" line="175"/>
        <source>without slopes</source>
        <translation>傾斜は考慮しない</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visit_travel.py" line="185"/>
        <source>Straight lines × {detour} at {speed} km/h, {slopes}</source>
        <translation>直線距離×{detour}、{speed} km/h、{slopes}</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visit_travel.py" line="273"/>
        <source>ROADS has classes travel.json does not know ({classes}); they go at {speed} km/h. Choose CLASS_FIELD or SPEED_FIELD.</source>
        <translation>ROADSに、travel.jsonにない道路種別（{classes}）があります。{speed} km/hとして扱います。CLASS_FIELDまたはSPEED_FIELDを指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visit_travel.py" line="284"/>
        <source>{count} pairs of roads cross without a common vertex. They were taken for junctions; where they are bridges, set JOIN to ends.</source>
        <translation>共通の頂点を持たずに交差する道路が{count}組あります。交差点とみなしました。立体交差であれば、JOINをendsにしてください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visit_travel.py" line="284"/>
        <source>{count} pairs of roads cross without a common vertex. They were taken for bridges; where teams can turn there, set JOIN to crossings.</source>
        <translation>共通の頂点を持たずに交差する道路が{count}組あります。立体交差とみなしました。曲がれる交差点であれば、JOINをcrossingsにしてください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visit_travel.py" line="301"/>
        <source>Only {km} km of roads hang together with the start, {other} km near them do not. Where only gaps in the drawing part them, raise TOLERANCE.</source>
        <translation>出発地点とつながる道路は{km} kmだけで、近くの{other} kmはつながっていません。作図上のすき間が原因であれば、TOLERANCEを大きくしてください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visit_travel.py" line="204"/>
        <source>{km} km of roads that the start leads to, the rest on foot, {slopes}</source>
        <translation>出発地点からつながる道路{km} km、残りは徒歩、{slopes}</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visit_travel.py" line="218"/>
        <source>ROADS: {name} is a layer of {kind}. Choose a layer of lines, or leave ROADS empty.</source>
        <translation>ROADS: {name}は{kind}のレイヤです。ラインのレイヤを選ぶか、ROADSを空欄にしてください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visitorder.py" line="291"/>
        <source>The visiting order needs the library pyvrp 0.14, which is not installed. Install it with “{command}” and start QGIS again. Nothing else needs it.</source>
        <translation>巡回順の作成にはライブラリpyvrp 0.14が必要ですが、インストールされていません。「{command}」でインストールし、QGISを再起動してください。ほかの機能には不要です。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visitorder.py" line="331"/>
        <source>Not planned: {count} sites ({names}). {why}.</source>
        <translation>計画外: {count}箇所（{names}）。{why}。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/styling.py" line="21"/>
        <source>Planned: number of the day, a colour for each route</source>
        <translation>計画済み（数字はその日の訪問順、色は経路ごと）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/styling.py" line="21"/>
        <source>Route: a colour for each day of a team</source>
        <translation>経路（色は班と日ごと）</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/checklist_columns.py" line="228"/>
        <source>Result of the last visit</source>
        <translation>前回の確認結果</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/progress_report.py" line="191"/>
        <source>{count} more sites were decided without a visit.</source>
        <translation>このほか{count}箇所は、現地確認によらずに判定されています。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/progress_report.py" line="220"/>
        <source>of these without a visit</source>
        <translation>うち現地確認なし</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/outcomes/progress_report.py" line="239"/>
        <source>Visited: a visit is in the register. Decided: lawful, false detection, being corrected or corrected, after a visit or at the desk. To be corrected: being corrected or corrected.</source>
        <translation>確認済: 台帳に現地確認の記録がある箇所。判定済: 適正、誤検出、是正指導中、是正完了の箇所（現地確認によるものと机上の判定によるもの）。要是正: 是正指導中と是正完了の箇所。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/checklist_columns.py" line="228"/>
        <source>Reasons, all</source>
        <translation>抽出理由（全文）</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/checklist_guide.py" line="21"/>
        <source>Long reasons end with “…” so that a page holds several places. All of them stand in the column “Reasons, all” behind the photos, which is not printed, and on the field-check sheet of the place.</source>
        <translation>1ページに数箇所を載せるため、長い抽出理由は「…」で終わります。全文は、写真の列より右にある印刷されない列「抽出理由（全文）」と、その箇所の現地確認票にあります。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/sheet.py" line="17"/>
        <source>(no background map given)</source>
        <translation>（背景図の指定なし）</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/papers/sheet.py" line="36"/>
        <source>Parcel numbers</source>
        <translation>地番</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/register_geopackage.py" line="231"/>
        <source>{path} holds other data and is no register. Choose the register.</source>
        <translation>{path} には別のデータが入っており、台帳ではありません。台帳を選んでください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/given.py" line="157"/>
        <source>{path}: {count} files were left out, because their names lead out of the archive: {names}. Unpack it, look at them, and give the folder.</source>
        <translation>{path}: 名前が書庫の外を指すファイルが{count}個あり、読みませんでした: {names}。展開して確かめ、フォルダを指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/importing.py" line="122"/>
        <source>{path} holds decisions that have not been imported. Give it as RESULTS first, or choose another name for CONFLICTS.</source>
        <translation>{path} には、まだ取り込んでいない判断があります。先に「結果」（RESULTS）に指定して取り込むか、CONFLICTSに別の名前を指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/importing.py" line="131"/>
        <source>{path} is a list in which somebody has filled in results. Choose another name for CONFLICTS.</source>
        <translation>{path} は、結果が記入されたリストです。CONFLICTSに別の名前を指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/importing.py" line="204"/>
        <source>The photo is damaged or ends too early; it was taken over as it is.</source>
        <translation>写真が壊れているか、途中で切れています。そのまま取り込みました。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/merging.py" line="165"/>
        <source>The row shows {name}, but its hidden key is that of {site}: part of the list was sorted or moved without the rest.</source>
        <translation>行には {name} と表示されていますが、非表示の管理キーは {site} のものです。リストの一部の列だけが並べ替えられたか、移動されています。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/merging.py" line="165"/>
        <source>Write it into the row of its site in the list as it was handed out. Where {site} is right, empty the cell with the name.</source>
        <translation>配布したままのリストの、正しい箇所の行に書き直してください。{site} で正しければ、番号のセルを空にしてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/merging.py" line="187"/>
        <source>{file}: {count} rows show no name of a site; they were taken by their hidden keys alone.</source>
        <translation>{file}: 箇所の番号のない行が{count}行あります。非表示の管理キーだけで取り込みました。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/merging.py" line="358"/>
        <source>The register has changed for this site since the list of conflicts was made; the decision was not carried out.</source>
        <translation>食い違いの一覧を作ったあとに、この箇所の台帳の内容が変わっています。判断は反映していません。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/merging.py" line="358"/>
        <source>Decide anew in the new list of conflicts.</source>
        <translation>新しい食い違いの一覧で、判断し直してください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/merging.py" line="367"/>
        <source>Several rows of one site were to be taken from the list; none of them was.</source>
        <translation>同じ箇所の複数の行が「リストの内容を採用する」になっています。どれも反映していません。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/merging.py" line="367"/>
        <source>Decide for one of them in the new list of conflicts, for the register in the others.</source>
        <translation>新しい食い違いの一覧で、採用する1行を決め、ほかの行は「台帳のままにする」にしてください。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/package.py" line="77"/>
        <source>The field is missing; without it no row is taken over.</source>
        <translation>このフィールドがないため、どの行も取り込みません。</translation>
    </message>
    <message>
        <location filename="../plugin/core/fieldwork/results/workbook.py" line="110"/>
        <source>The column was deleted or renamed; without it no row of this sheet is taken over.</source>
        <translation>この列は削除されたか、名前が変えられています。この列がないため、このシートの行はどれも取り込みません。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/fieldchecklist.py" line="88"/>
        <source>{path} holds results that were filled in: a new list would overwrite them. Import it into the register first and move it away, or choose another name.</source>
        <translation>{path}には記入済みの結果があり、新しいリストを作ると失われます。先に台帳へ取り込んでから別の場所へ移すか、ほかのファイル名を指定してください。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/models.py" line="50"/>
        <source>Field round, from register to papers</source>
        <translation>現地確認の準備（台帳から持ち出し資料まで）</translation>
    </message>
    <message>
        <location filename="../plugin/processing/models.py" line="50"/>
        <source>From the register of sites to what inspectors carry: plans which team goes where on which day, keeps the plan in the register, and makes the list, the sheets and the way points in its order.</source>
        <translation>箇所台帳から、現地へ持って行くものまでを一度に作ります。どの班がどの日にどこを回るかを計画して台帳に記録し、その順に現地確認リスト、現地確認票、ウェイポイントを作ります。</translation>
    </message>
    <message>
        <location filename="../plugin/processing/fieldwork/visit_travel.py" line="260"/>
        <source>{name} lies {away} km from the nearest site. Check that it was given as x,y, east first, and in which system.</source>
        <translation>{name}は、最寄りの箇所から{away} km離れています。x,y（東、北）の順になっているか、どの座標参照系かを確かめてください。</translation>
    </message>
</context>
</TS>
