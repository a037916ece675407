from soranome.plugin.ui.running import Run
from qgis.core import *
import time, processing, threading
S="/tmp/exp/C/sample"
KEEP=[]
def test_x(iface, wait, idle):
    areas=[S+f"/coverage/areas_{c}.geojson" for c in "ABCD"]
    p={"SIGNAL_FOLDER":"/tmp/exp/C/pred","CARRIER_AREAS":areas,"THRESHOLD":-110}
    out=[]
    for keep in (True, False):
        bad=0
        for k in range(40):
            run=Run("coverageholes", p, load=False, remembered=False)
            if keep: KEEP.append(run)
            run.start(); wait(lambda: run.state!="running")
            bad+=run.state!="done"
        out.append((keep,bad))
    # no processing of events while it runs
    bad=0
    for k in range(20):
        run=Run("coverageholes", p, load=False, remembered=False)
        run.start(); time.sleep(0.6); wait(lambda: run.state!="running"); bad+=run.state!="done"
    out.append(("asleep",bad))
    import tempfile
    bad=0
    for k in range(20):
        try: processing.run("soranome:coverageholes", p|{"HOLES":tempfile.mktemp(suffix=".gpkg")})
        except Exception as e: bad+=1
    out.append(("main thread",bad))
    print(out)
