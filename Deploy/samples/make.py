#!/usr/bin/env python3
"""Draws the sample documents from cases.json: one application form per case, shared papers, results, photographs.

Needs reportlab and Pillow (PyPI) and wqy-microhei.ttc (Debian: fonts-wqy-microhei). The documents are
committed; run this only after a change of cases.json. Everything in them is made up and marked as a sample.
"""
import json
import pathlib
import random

from PIL import Image, ImageDraw, ImageFilter, ImageFont
from reportlab import rl_config
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

rl_config.invariant = 1  # the same bytes each time
FOLDER = pathlib.Path(__file__).parent
FONT = "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc"
CITIES = {"330800": "衢州市", "350700": "南平市", "361100": "上饶市", "341000": "黄山市"}
MARK = "样例 SAMPLE"


def wrap(text, width):
    """Breaks text into lines of at most `width` characters."""
    return [text[start:start + width] for start in range(0, len(text), width)] or [""]


def page(name, title, rows, closing, stamp=None):
    """Writes one A4 page: a title, a table of names and values, some closing lines."""
    canvas = Canvas(str(FOLDER / name), pagesize=A4)
    canvas.setTitle(title)
    canvas.setAuthor("Tongban samples")
    canvas.saveState()
    canvas.setFillGray(0.88)
    canvas.setFont("cjk", 60)
    canvas.translate(300, 420)
    canvas.rotate(35)
    canvas.drawCentredString(0, 0, MARK)
    canvas.restoreState()
    canvas.setFont("cjk", 20)
    canvas.drawCentredString(A4[0] / 2, 770, title)
    top = 735
    for label, value in rows:
        lines = wrap(value, 30)
        bottom = top - 14 * len(lines) - 10
        canvas.rect(60, bottom, 130, top - bottom)
        canvas.rect(190, bottom, 345, top - bottom)
        canvas.setFont("cjk", 10.5)
        canvas.drawString(66, top - 16, label)
        for index, line in enumerate(lines):
            canvas.drawString(196, top - 16 - 14 * index, line)
        top = bottom
    canvas.setFont("cjk", 10.5)
    for line in [part for text in closing for part in wrap(text, 44)]:
        top -= 20
        canvas.drawString(60, top, line)
    if stamp:
        canvas.setStrokeColorRGB(0.8, 0.1, 0.1)
        canvas.setFillColorRGB(0.8, 0.1, 0.1)
        canvas.circle(470, top - 60, 48)
        canvas.setFont("cjk", 12)
        canvas.drawCentredString(470, top - 58, stamp)
        canvas.drawCentredString(470, top - 76, "（样例章）")
    canvas.save()


def photograph(name, title, rows, seed, blur):
    """Writes a JPEG that looks like a page photographed on a desk: turned a little, uneven light, grain."""
    chance = random.Random(seed)
    paper = Image.new("L", (620, 860), 246)
    draw = ImageDraw.Draw(paper)
    draw.text((310, 60), title, font=ImageFont.truetype(FONT, 28), fill=30, anchor="mm")
    small = ImageFont.truetype(FONT, 18)
    for index, (label, value) in enumerate(rows):
        y = 120 + 58 * index
        draw.rectangle((40, y, 580, y + 58), outline=60)
        draw.line((190, y, 190, y + 58), fill=60)
        draw.text((50, y + 18), label[:8], font=small, fill=40)
        draw.text((200, y + 18), value[:20], font=small, fill=70)
    draw.text((310, 800), MARK, font=ImageFont.truetype(FONT, 40), fill=150, anchor="mm")
    desk = Image.new("L", (760, 1000), 96)
    desk.paste(paper.rotate(chance.uniform(-2, 2), expand=True, fillcolor=96), (60, 60))
    light = Image.linear_gradient("L").resize(desk.size).point(lambda value: 205 + value // 5)
    noise = Image.effect_noise(desk.size, 10)
    photo = Image.blend(Image.blend(desk, light, 0.18), noise, 0.06).filter(ImageFilter.GaussianBlur(blur))
    photo.convert("RGB").save(FOLDER / name, "JPEG", quality=46, optimize=True)


def portrait(name):
    """Writes a JPEG that stands for an identity photograph: nobody's head and shoulders."""
    photo = Image.new("RGB", (358, 441), (236, 240, 244))
    draw = ImageDraw.Draw(photo)
    draw.ellipse((109, 80, 249, 250), fill=(150, 158, 168))
    draw.ellipse((39, 280, 319, 620), fill=(150, 158, 168))
    draw.text((179, 410), MARK, font=ImageFont.truetype(FONT, 22), fill=(250, 250, 250), anchor="mm")
    photo.save(FOLDER / name, "JPEG", quality=80, optimize=True)


def fields(case):
    return [(field["name"], field["value"]) for field in case["fields"]]


def main():
    pdfmetrics.registerFont(TTFont("cjk", FONT))
    cases = json.loads((FOLDER / "cases.json").read_text("utf-8"))["cases"]
    for number, case in enumerate(cases, 1):
        who = case["applicant"]
        head = [
            ("申请事项", case["itemName"]), ("申请人", who["name"]), ("证件号码", who["idNumber"]),
            ("联系电话", who["phone"]), ("收件地", CITIES[case["collecting"]]), ("办理地", CITIES[case["handling"]]),
        ]
        title = next((one["name"] for one in case["materials"] if one.get("file") == f"form-{number:02d}.pdf"), None)
        title = title or case["says"]["supplement"]["materials"][0]["name"]
        page(
            f"form-{number:02d}.pdf", title, head + fields(case),
            ["申请人承诺：以上所填内容真实、完整，并同意收件地与办理地为办理本事项使用上述信息。",
             f"申请人签名：{who['name']}　　　　日期：2026 年 11 月 23 日", f"收件人员：{case['office']}　{case['officer']}"])
    page("id-copy.pdf", "居民身份证复印件", [
        ("说明", "此页代替身份证复印件，不含任何真实证件影像。"), ("姓名", "张样例"), ("性别", "样例"), ("民族", "样例"),
        ("住址", "不存在的省不存在的市示范路 1 号"), ("公民身份号码", "990000190001010000（无效号码）"),
    ], ["SAMPLE: this page stands for the copy of an identity card; it shows no real document."])
    page("residence.pdf", "居住（住所使用）证明", [
        ("居住人（使用人）", "样例申请人"), ("地址", "示范路 1 号（虚构）"), ("起始日期", "2019 年 3 月 1 日"), ("用途", "跨省通办演示"),
    ], ["兹证明上述人员在该地址居住（使用该场所）情况属实。", "示范社区居民委员会　2026 年 11 月 20 日"], "示范社区")
    page("licence.pdf", "营业执照", [
        ("统一社会信用代码", "99990000000000000X（无效号码）"), ("名称", "样例市场主体"), ("类型", "样例"), ("经营者", "样例经营者"),
        ("经营范围", "仅供演示，不得用于任何经营活动"), ("登记日期", "2026 年 11 月 23 日"),
    ], ["市场主体应当于每年 1 月 1 日至 6 月 30 日通过国家企业信用信息公示系统报送公示年度报告。"], "登记机关")
    page("result-granted.pdf", "办结通知书", [
        ("办理结果", "准予"), ("办理依据", "《中华人民共和国行政许可法》及本事项实施清单"), ("领取方式", "收件地窗口领取或免费邮寄"),
        ("送达", "收件地窗口确认送达后，本件办结归档"),
    ], ["您申请的跨省通办事项已经办结。结果文书由办理地部门出具，收件地窗口只负责送达。",
        "对结果有异议的，可自收到之日起六十日内申请行政复议，或在六个月内提起行政诉讼。"], "办理部门")
    articles = [
        ("公司名称", "衢州样例竹木制品有限公司"), ("注册资本", "人民币壹佰万元"), ("股东", "张样例、李示范"), ("分公司", "经股东会决议可以设立分公司"),
    ]
    page("articles.pdf", "章程", articles, ["本章程经全体股东协商一致制定。股东签字页：（缺）"])
    page("articles-signed.pdf", "章程", articles, ["本章程经全体股东协商一致制定。", "股东签字：张样例　李示范　　　2026 年 11 月 23 日"])
    page("paper.pdf", "所附材料", [
        ("说明", "此页代替随申请提交的其他材料，不含任何真实内容。"), ("材料名称", "见办件的材料清单"), ("提交人", "样例申请人"),
    ], ["SAMPLE: this page stands for any further paper that a guide asks for."])
    portrait("portrait.jpg")
    photograph("form-photo.jpg", "道路货物运输从业资格证", fields(cases[4]), 5, 2.4)
    photograph("birth-record.jpg", "出生医学记录（存根）", fields(cases[5]), 6, 0.8)
    for path in sorted(FOLDER.glob("*.pdf")) + sorted(FOLDER.glob("*.jpg")):
        size = path.stat().st_size
        print(f"{size:7d} {path.name}")
        if size >= 60_000:
            raise SystemExit(f"{path.name} is larger than a sample should be")


if __name__ == "__main__":
    main()
