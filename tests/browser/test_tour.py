"""The stage in a browser: keys, notes in step in another window, full width on a phone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_keys_move_the_stage_and_the_notes_follow(server: str, visit) -> None:
    stage = visit(server, 1920, 1080)
    stage.open("studi-tiru", daerah="3211", banding="3214", tur="keys0001")
    stage.page.wait_for_selector(".stage .sheet")
    notes = visit(server, 900, 900)
    notes.open("studi-tiru-catatan", daerah="3211", banding="3214", tur="keys0001")
    stage.page.keyboard.press("ArrowRight")
    stage.page.keyboard.press("PageDown")
    expect(stage.page.locator(".stage h2")).to_contain_text("unggul di")
    expect(notes.page.locator("h1")).to_contain_text("unggul di")
    notes.page.get_by_role("button", name=re.compile("Kembali")).click()
    expect(stage.page.locator(".stage h2")).to_contain_text("kali Sumedang")
    expect(stage.page.locator(".stage .outlines path.ours")).to_have_count(2)
    key = stage.page.locator(".stage .nav.next")
    sheet = stage.page.locator(".stage .sheet").bounding_box()
    box = key.bounding_box()
    assert box and sheet and abs(box["height"] / sheet["width"] * 1920 - 88) < 1  # 88 high on a stage 1920 wide
    stage.page.reload()
    expect(stage.page.locator(".stage h2")).to_contain_text("kali Sumedang")
    stage.check()
    notes.check()


def test_nothing_leaves_the_stage(server: str, visit) -> None:
    stage = visit(server, 1920, 1080)
    stage.open("studi-tiru", daerah="3211", banding="3214")
    stage.page.wait_for_selector(".stage .sheet")
    for _ in range(7):
        stage.page.keyboard.press("ArrowRight")
        stage.page.wait_for_timeout(150)
        over = stage.page.locator(".stage .sheet").evaluate(
            """sheet => { const foot = sheet.querySelector("footer").getBoundingClientRect().top;
              const right = sheet.getBoundingClientRect().right;
              return [...sheet.querySelectorAll(".body *")].filter((e) => !e.closest("svg") && e.textContent)
                .filter((e) => { const r = e.getBoundingClientRect(); return r.bottom > foot + 1 || r.right > right; })
                .map((e) => e.textContent.slice(0, 40)); }"""
        )
        assert over == []
    stage.check()
