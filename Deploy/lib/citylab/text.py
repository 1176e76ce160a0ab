"""Words and widths for people at a terminal."""
import unicodedata

# What an event of the feed is called.
TEXTS = {
    "submit": "submits 提交",
    "submitted": "case arrives 收到办件",
    "supplementOffered": "supplement offered 补正材料",
    "deliveryReported": "hand-over reported 送达回执",
    "registered": "registered 收件",
    "accepted": "accepted 受理",
    "correctionRequested": "correction asked for 补正告知",
    "supplemented": "supplement taken 已补正",
    "declined": "not accepted 不予受理",
    "decided": "decided 办结",
    "delivered": "delivered 送达",
    "refused": "refused by the node",
}


def width(text):
    """Columns that a text takes: Chinese characters take two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def pad(text, columns):
    """The text, filled with spaces to that many columns, or cut to them."""
    while width(text) > columns:
        text = text[:-1]
    return text + " " * (columns - width(text))
