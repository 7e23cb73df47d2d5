from xml.etree.ElementTree import fromstring

import pytest

from core.office_text import odt_text, word_text


def paragraphs(text: str) -> list[str]:
    return [" ".join(paragraph.split()) for paragraph in text.strip().split("\n\n")]


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


HELLO = f"<w:p>{run('Hello set')}</w:p>"
NOT_HIDDEN = "<w:vanish w:val='0'/>"
TEXT_BOX = f"<w:txbxContent>{HELLO}</w:txbxContent>"


@pytest.mark.parametrize(
    ("body", "read"),
    [
        pytest.param(f"<w:p>{run('fa')}{run('ct')}<w:r><w:tab/></w:r>{run('one')}</w:p>", ["fact one"], id="runs"),
        pytest.param(
            f"{HELLO}<w:p><w:pPr><w:numPr/></w:pPr>{run('item')}</w:p>", ["Hello set", "• item"], id="a list item"
        ),
        pytest.param(
            f"<w:p><w:ins>{run('in')}</w:ins><w:del><w:r><w:delText>out</w:delText></w:r></w:del></w:p>",
            ["in"],
            id="tracked insertion and deletion",
        ),
        pytest.param(
            f"<w:p><w:moveFrom>{run('old')}</w:moveFrom><w:moveTo>{run('new')}</w:moveTo></w:p>", ["new"], id="moved"
        ),
        pytest.param(
            f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('super')}</w:p><w:p>{run('vision')}</w:p>",
            ["supervision"],
            id="the end of a paragraph deleted",
        ),
        pytest.param(f"<w:p><w:hyperlink>{run('a link')}</w:hyperlink></w:p>", ["a link"], id="a link"),
        pytest.param(
            f"<w:p><w:r><w:instrText>PAGE</w:instrText></w:r><w:sdt><w:sdtContent>{run('7')}</w:sdtContent></w:sdt></w:p>",
            ["7"],
            id="a field and a form control",
        ),
        pytest.param(
            f"<w:p>{run('hidden', '<w:vanish/>')}{run('seen', NOT_HIDDEN)}</w:p>",
            ["seen"],
            id="hidden text",
        ),
        pytest.param(
            f"<w:p><w:r><w:Alternate><w:Choice>{TEXT_BOX}</w:Choice><w:Fallback>{TEXT_BOX}</w:Fallback></w:Alternate>"
            "</w:r></w:p>",
            ["Hello set"],
            id="a text box that is there twice",
        ),
        pytest.param(
            f"<w:tbl><w:tr><w:tc>{HELLO}</w:tc><w:sdt><w:tc><w:tbl><w:tr><w:tc>{HELLO}</w:tc></w:tr></w:tbl></w:tc></w:sdt>"
            "</w:tr></w:tbl>",
            ["Hello set | Hello set"],
            id="a table in a table",
        ),
        pytest.param(
            f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>{HELLO}</w:tc></w:tr></w:tbl>", [""], id="a deleted row"
        ),
        pytest.param(
            "<w:p><w:r><w:t>co</w:t><w:noBreakHyphen/><w:t>lead</w:t></w:r></w:p>", ["co-lead"], id="a hyphen"
        ),
    ],
)
def test_a_word_document_is_read_as_it_would_print(body, read):
    document = fromstring(f'<w:document xmlns:w="w"><w:body>{body}</w:body></w:document>')

    assert paragraphs(word_text(document).text) == read


@pytest.mark.parametrize(
    ("body", "read"),
    [
        pytest.param("<t:h>Title</t:h>\n <t:p>one<t:s t:c='2'/>two</t:p>", ["Title", "one two"], id="heading"),
        pytest.param("<t:p>one<t:line-break/>two<t:tab/>three</t:p>", ["one two three"], id="breaks"),
        pytest.param(
            "<t:list><t:list-item><t:p>a <t:span>b</t:span>\n c</t:p></t:list-item></t:list>", ["• a b c"], id="list"
        ),
        pytest.param(
            "<t:tracked-changes><t:p>deleted</t:p></t:tracked-changes><t:p>kept</t:p>", ["kept"], id="tracked deletion"
        ),
        pytest.param("<t:p>said<o:annotation><t:p>comment</t:p></o:annotation>.</t:p>", ["said."], id="comment"),
        pytest.param("<t:p>said<t:note><t:p>note</t:p></t:note>.</t:p>", ["said."], id="footnote"),
        pytest.param("<t:p>a<v:title>picture</v:title><t:title>b</t:title></t:p>", ["ab"], id="a picture's title"),
        pytest.param(
            "<t:table-row><t:table-cell><t:p>a</t:p></t:table-cell><t:table-cell><t:p>b</t:p></t:table-cell></t:table-row>",
            ["a | b"],
            id="table",
        ),
    ],
)
def test_an_opendocument_text_is_read_as_it_would_print(body, read):
    names = 'xmlns:o="o" xmlns:t="t" xmlns:v="urn:svg-compatible:1.0"'
    content = fromstring(f"<o:document {names}><o:body><o:text>{body}</o:text></o:body></o:document>")

    assert paragraphs(odt_text(content).text) == read
