"""The user guide as it is built: every link, anchor and picture is there, and chapters are the same in both languages."""

import importlib.util
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
spec = importlib.util.spec_from_file_location("build_help", ROOT / "scripts" / "help.py")
build_help = importlib.util.module_from_spec(spec)
spec.loader.exec_module(build_help)


class Read(HTMLParser):
    """Anchors, links and pictures of a page."""

    def __init__(self, path: Path):
        super().__init__()
        self.ids, self.links, self.pictures, self.text = [], [], [], ""
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if "id" in attrs:
            self.ids.append(attrs["id"])
        if tag == "a" and "href" in attrs:
            self.links.append(attrs["href"])
        if tag == "img":
            self.pictures.append((attrs["src"], attrs.get("alt", "")))

    def handle_data(self, data):
        self.text += data


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    target = tmp_path_factory.mktemp("help") / "help"
    assert build_help.build(target) == []
    return target


@pytest.fixture(scope="module")
def pages(built):
    return {path.relative_to(built).as_posix(): Read(path) for path in built.rglob("*.html")}


def test_both_languages_have_every_page(pages):
    names = {*build_help.CHAPTERS, *build_help.REFERENCES}
    assert set(pages) == {f"{language}/{name}.html" for language in ("ja", "en") for name in names}
    sources = {path.stem for language in ("ja", "en") for path in (ROOT / "docs" / "help" / language).glob("*.md")}
    assert sources == set(build_help.CHAPTERS), "a chapter that is not in CHAPTERS of scripts/help.py"


def test_links_lead_somewhere(built, pages):
    from urllib.parse import unquote

    wrong = []
    for name, page in pages.items():
        for link in page.links:
            if link.startswith(("https://", "mailto:")):
                continue
            file, _, anchor = unquote(link).partition("#")
            path = ((built / name).parent / file).resolve() if file else built / name
            there = pages.get(path.relative_to(built.resolve()).as_posix()) if file else page
            if there is None or (anchor and anchor not in there.ids):
                wrong.append(f"{name}: {link}")
    assert wrong == []


def test_pictures_are_there_and_described(built, pages):
    for name, page in pages.items():
        for source, described in page.pictures:
            assert ((built / name).parent / source).is_file(), f"{name}: {source}"
            assert described, f"{name}: {source} says nothing to those who cannot see it"


def test_anchors_are_unique_and_chapters_the_same_in_both_languages(pages):
    for name, page in pages.items():
        assert len(page.ids) == len(set(page.ids)), name
    for chapter in build_help.CHAPTERS:
        assert pages[f"ja/{chapter}.html"].ids == pages[f"en/{chapter}.html"].ids, chapter


def test_nothing_is_fetched_and_no_markdown_is_left(built):
    for path in built.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert "<script" not in text and 'src="http' not in text
        shown = re.sub(r"<(pre|code)\b.*?</\1>", "", text, flags=re.DOTALL)
        assert not re.search(r"^\|.*\|$|\*\*|\]\(|\{#", shown, re.MULTILINE), path.name


def test_a_broken_link_anchor_or_picture_is_told(tmp_path):
    docs = tmp_path / "docs"
    shutil.copytree(ROOT / "docs", docs)
    page = docs / "help" / "en" / "index.md"
    page.write_text("# A\n\n[x](gone.md) [y](fill.md#gone) [z](#gone) ![p](../../images/gone.png)\n", encoding="utf-8")
    problems = build_help.build(tmp_path / "built", docs)
    assert len(problems) == 4 and all("index.md" in problem for problem in problems)


def test_built_only_where_something_changed(built, tmp_path, monkeypatch):
    import os

    docs, target = tmp_path / "docs", tmp_path / "help"
    shutil.copytree(ROOT / "docs", docs)
    monkeypatch.setattr(build_help, "DOCS", docs)
    monkeypatch.setattr(build_help, "BUILT", target)
    assert not build_help.up_to_date()
    build_help.build(target, docs)
    assert build_help.up_to_date()
    source = docs / "help" / "ja" / "index.md"
    later = (target / "ja" / "index.html").stat().st_mtime + 5
    os.utime(source, (later, later))
    assert not build_help.up_to_date()


def test_buttons_are_called_what_they_are_called(pages):
    """「…」 in Japanese chapters, *…* in English ones are words of the plugin or of QGIS."""
    from xml.etree import ElementTree

    root = ElementTree.parse(ROOT / "i18n" / "soranome_ja.ts").getroot()  # noqa: S314 - our own file
    words = {"ja": set(), "en": set()}
    for message in root.iter("message"):
        words["en"].add(message.findtext("source"))
        words["ja"].add(message.findtext("translation") or "")
    of_qgis = {
        "ja": {"プラグイン", "プラグインの管理とインストール", "インストール済", "プロセシング", "ヒストリ", "設定",
               "オプション", "ネットワーク", "情報", "メタデータ", "SoraNoMe 宙の目", "OSGeo4W Shell", "？",
               "くわしい手引き", "Pythonコンソール", "小さな多摩", "変化なし", "不明", "最小から最大", "足りない"},
        "en": {"Plugins", "Manage and Install Plugins", "Installed", "Processing", "History", "Settings", "Options",
               "Information", "Python Console", "SoraNoMe 宙の目", "OSGeo4W Shell", "In depth", "unknown"},
    }  # fmt: skip
    quoted = {"ja": r"「([^」]+)」", "en": r"(?<!\*)\*([^*\n]+)\*(?!\*)"}
    wrong = []
    for language, pattern in quoted.items():
        known = words[language] | of_qgis[language]
        for path in (ROOT / "docs" / "help" / language).glob("*.md"):
            for text in re.findall(pattern, path.read_text(encoding="utf-8")):
                for part in text.split(" › ") if language == "en" else [text]:
                    if part not in known:
                        wrong.append(f"{path.stem} ({language}): {part}")
    assert wrong == []
