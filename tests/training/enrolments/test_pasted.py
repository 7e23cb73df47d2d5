from training.enrolments.pasted import Line, lines


def test_a_list_keeps_its_line_numbers_and_loses_blank_lines():
    assert lines("A1, R-1\n\n  \nB2;R-2; 9276308686\n") == [
        Line(1, ("A1", "R-1")),
        Line(4, ("B2", "R-2", "9276308686")),
    ]


def test_cells_lose_spaces_quotation_marks_and_unseen_characters():
    assert lines('\ufeff"A1"\t R\u00a01 ')[0].cells == ("A1", "R 1")


def test_people_are_compared_without_case():
    assert lines("Anna@Example.ORG")[0].key == "anna@example.org"
