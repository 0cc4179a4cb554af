"""What US states are called."""

from articles.names.regions import find_state_name, state_abbreviations


def test_each_abbreviation_stands_for_one_state():
    abbreviations = state_abbreviations()
    assert (abbreviations["Calif"], abbreviations["CA"]) == ("California", "California")
    assert (abbreviations["NY"], abbreviations["DC"]) == ("New York", "District of Columbia")
    assert all("." not in form for form in abbreviations)
    codes = {form: name for form, name in abbreviations.items() if find_state_name(form)}
    assert all(find_state_name(code) == name for code, name in codes.items())
