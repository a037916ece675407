import sys, os, time
from soranome.plugin import dependencies
def test_hand(desktop, wait, click, picture):
    print("before:", [(l.package,l.state,l.version) for l in dependencies.missing()])
    desktop.open_libraries(); d=desktop.libraries
    wait(d.isVisible)
    d.from_index.setChecked(True)
    print(d.plan.text()); print(d.command.text())
    t=time.time()
    click(d.install_button)
    beats=[]; last=[time.time()]
    def done():
        beats.append(time.time()-last[0]); last[0]=time.time(); return d.process is None
    wait(done, 500)
    print("took", time.time()-t, "longest pause of the window", max(beats))
    print(d.said.text()); print(d.log.toPlainText()[-3500:])
    picture(d, "hand")
    print("after:", [(l.package,l.state,l.version) for l in dependencies.missing()])
