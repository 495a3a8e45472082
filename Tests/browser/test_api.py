"""The API's description as other people's programs read it."""
import json
import os
import urllib.request

from openapi_spec_validator import OpenAPIV31SpecValidator


def document(language):
    request = urllib.request.Request(os.environ["LANTU_SITE"] + "/api/openapi.json", headers={"Accept-Language": language})
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


def test_the_document_is_valid_openapi():
    faults = list(OpenAPIV31SpecValidator(document("en")).iter_errors())
    assert not faults, [fault.message for fault in faults]


def test_the_document_speaks_the_readers_language():
    titles = {language: document(language)["info"]["title"] for language in ("zh-Hans", "zh-Hant", "en")}
    assert len(set(titles.values())) == 3, titles


def test_the_validator_sees_a_fault():
    broken = document("en")
    del broken["info"]["title"]
    assert list(OpenAPIV31SpecValidator(broken).iter_errors())
