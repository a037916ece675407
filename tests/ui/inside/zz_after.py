from soranome.plugin import dependencies
def test_after(desktop, scene, tmp_path):
    import processing, numpy, shapely, scipy
    print("after restart:", [(l.package,l.state,l.version) for l in dependencies.missing()], numpy.__version__, numpy.__file__, shapely.__version__, scipy.__version__)
    assert not dependencies.missing()
    done=processing.run("soranome:detectfill",{"BEFORE":f"{scene}/optical_before.tif","AFTER":f"{scene}/optical_after.tif","CANDIDATES":str(tmp_path/"c.gpkg"),"SCORE":str(tmp_path/"s.tif")})
    print(done["COUNT"])
    assert done["COUNT"]>0
