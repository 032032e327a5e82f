"""`mkdocs build` with the plugin: the menu, edit links, what stops a build."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from conftest import MINIMAL_MKDOCS_YML, ROOT, build_site
from playwright.sync_api import Page, expect
from test_bad_input import GOOD

Make = Callable[[dict[str, str]], Path]
EDIT = 'edit_uri_template: "https://git.example.org/kb/edit/main/{path}"\n'
BUTTON = "theme: {name: material, font: false, features: [content.action.edit]}\n"


def test_edit_this_page_opens_what_a_person_wrote(project: Make) -> None:
    config = MINIMAL_MKDOCS_YML.replace("theme: {name: material, font: false}\n", BUTTON) + EDIT
    folder = project(GOOD | {"mkdocs.yml": config})
    assert 0 == build_site(folder).returncode
    page = (folder / "site/entities/meta/index.html").read_text("utf-8")
    assert 'href="https://git.example.org/kb/edit/main/seeds/entities/meta.yml"' in page
    page = (folder / "site/articles/good/index.html").read_text("utf-8")
    assert "{ .e" not in page
    assert 'href="https://git.example.org/kb/edit/main/seeds/articles/good.txt"' in page


def test_a_mistake_in_a_note_stops_the_build_with_its_place(project: Make) -> None:
    folder = project(GOOD | {"seeds/entities/bad.yml": "name: Bad\ntype: nothing\n"})
    done = build_site(folder)
    assert 1 == done.returncode
    assert "seeds/entities/bad.yml:2:7" in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr


def test_the_menu_holds_hubs_only_and_a_page_marks_the_hub_it_belongs_to(project: Make) -> None:
    folder = project(GOOD)
    assert 0 == build_site(folder).returncode
    page = (folder / "site/entities/meta/index.html").read_text("utf-8")
    menu = page[page.index('md-nav--primary"') : page.index("md-sidebar--secondary")]
    assert "Organizations" in menu
    assert "A good article" not in menu


def test_every_page_bears_the_title_of_the_knowledge_base(project: Make) -> None:
    folder = project(GOOD | {"seeds/knowledge.yml": "title: Sea and Harbour\nlead: All about ships.\n"})
    assert 0 == build_site(folder).returncode
    page = (folder / "site/entities/meta/index.html").read_text("utf-8")
    assert "<title>Meta - Sea and Harbour</title>" in page
    assert '<meta name="description" content="All about ships.">' in (folder / "site/404.html").read_text("utf-8")


def test_a_menu_of_ones_own_is_kept(project: Make) -> None:
    nav = "nav:\n  - Start: index.md\n  - Who: organizations.md\nnot_in_nav: '*'\n"
    folder = project(GOOD | {"mkdocs.yml": MINIMAL_MKDOCS_YML + nav})
    assert 0 == build_site(folder).returncode
    assert "Who" in (folder / "site/index.html").read_text("utf-8")


def test_the_site_in_site_src_reads_without_the_plugin(project: Make) -> None:
    folder = project(GOOD)
    assert 0 == build_site(folder).returncode
    plain = MINIMAL_MKDOCS_YML.replace("[search, seedbed]", "[search]").replace(
        "name: material, font: false", "name: mkdocs"
    )
    (folder / "mkdocs.yml").write_text(plain + "markdown_extensions: [attr_list, md_in_html, tables]\n", "utf-8")
    done = build_site(folder)
    assert 0 == done.returncode, done.stdout + done.stderr
    assert 'href="../../entities/meta/"' in (folder / "site/articles/good/index.html").read_text("utf-8")


def test_an_old_address_leads_to_where_the_entity_stands_now(project: Make) -> None:
    note = "name: Meta\ntype: organization\nformer_ids: [facebook]\n"
    config = (ROOT / "mkdocs.yml").read_text("utf-8")
    folder = project(GOOD | {"mkdocs.yml": config, "seeds/entities/meta.yml": note})
    shutil.copytree(ROOT / "templates", folder / "templates")
    done = build_site(folder)
    assert 0 == done.returncode, done.stdout + done.stderr
    page = (folder / "site/entities/facebook/index.html").read_text("utf-8")
    assert '<meta http-equiv="refresh" content="0; url=../meta/">' in page
    assert 'href="../meta/"' in page
    assert "entities/facebook" not in (folder / "site/search/search_index.json").read_text("utf-8")


def test_the_search_finds_a_name_without_its_accents_an_author_and_a_word_amid_a_chinese_line(
    project: Make, serve_site: Callable[[Path], str], browser_page: Page
) -> None:
    article = "---\ntitle: Boats\nauthor: Odd Ravn\n---\n\nElín Ægisdóttir built nine boats of oak in one summer.\n"
    chinese = "---\ntitle: 新船\n---\n\n港口的渡轮已经开航了。\n"
    config = (ROOT / "mkdocs.yml").read_text("utf-8")
    folder = project({"mkdocs.yml": config, "seeds/articles/boats.md": article, "seeds/articles/ferry.md": chinese})
    shutil.copytree(ROOT / "templates", folder / "templates")
    done = build_site(folder)
    assert 0 == done.returncode, done.stdout + done.stderr
    for typed, title in (("aegisdottir", "Boats"), ("odd ravn", "Boats"), ("渡轮", "新船")):
        browser_page.goto(f"{serve_site(folder / 'site')}?q={typed}")
        expect(browser_page.locator(".md-search-result__item h1").first).to_have_text(title)
        assert 1 == browser_page.locator(".md-search-result__item").count()
