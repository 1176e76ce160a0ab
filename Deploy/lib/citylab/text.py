"""Words and widths for people at a terminal."""
import unicodedata

# What an event of the feed is called.
TEXTS = {
    "submit": "hands in 提交",
    "consult": "asks the liaison 待响应",
    "submitted": "case arrives 收到办件",
    "consulted": "shown to the liaison 待响应",
    "endorsed": "endorsed 材料符合",
    "objected": "objected 需补齐",
    "handOverOffered": "hand-over offered 推送",
    "handedOver": "handed over 已推送",
    "forwarded": "forwarded 属地复核",
    "supplementOffered": "supplement offered 补正材料",
    "deliveryReported": "delivery reported 送达回执",
    "legReported": "leg reported 联办环节回报",
    "withdrawalRequested": "withdrawal asked for 申请撤回",
    "registered": "registered 收件",
    "accepted": "accepted 受理",
    "acceptedBySilence": "accepted by silence 逾期视为受理",
    "correctionRequested": "correction asked for 补正告知",
    "supplemented": "supplement taken 已补正",
    "lapsed": "lapsed 补正不来",
    "declined": "not accepted 不予受理",
    "suspended": "special procedure begins 特别程序",
    "resumed": "special procedure ends 恢复办理",
    "extended": "extended 延长",
    "reviewed": "examined 审查",
    "legConcluded": "leg concluded 联办环节办结",
    "approved": "approved 准予",
    "issued": "certificate issued 制证",
    "decided": "decided 办结",
    "withdrawn": "withdrawn 撤回",
    "passedOn": "passed on 转报",
    "voided": "void 作废",
    "delivered": "delivered 送达",
    "archived": "archived 归档",
    "refused": "refused by the node",
}

# The ways in which two cities share the work.
MODES = {"online": "online 全程网办", "collected": "collected 异地代收代办", "joint": "joint 多地联办"}

# How a case ended, by its ending code.
ENDINGS = {
    0: "issued 出证办结", 1: "returned 退回办结", 2: "void 作废办结", 3: "mistaken 删除办结", 4: "passed on 转报办结",
    5: "lapsed 补正不来办结", 6: "closed 办结",
}


def width(text):
    """Columns that a text takes: Chinese characters take two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def pad(text, columns):
    """The text, filled with spaces to that many columns, or cut to them."""
    while width(text) > columns:
        text = text[:-1]
    return text + " " * (columns - width(text))
