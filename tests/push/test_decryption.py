"""Messages opened: the standards' own examples, what other libraries send, and what nobody should."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mastodon import Mastodon
from pywebpush import WebPusher
from tests.push.pushing import ENCODINGS, NOTIFICATION, TOKEN, b64, encrypted, unb64

from howdah import ActivityPubError, SchemaDriftWarning, models
from howdah.push import (
    PushDecryptionError,
    PushKeys,
    PushNotification,
    decrypt_message,
    decrypt_notification,
    decryption,
)

STANDARD_ENCRYPTION, DRAFT_ENCRYPTION = decryption.STANDARD, decryption.DRAFT

RFC_8291_KEYS = PushKeys.from_dict(
    {"private": "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94", "auth": "BTBZMqHH6r4Tts7J_aSIgg"}
)
RFC_8291_BODY = unb64(
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_y"
    "l95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
)
STANDARD = {"Content-Encoding": "aes128gcm"}

DRAFT_4_KEYS = PushKeys.from_dict(
    {"private": "9FWl15_QUQAWDaD3k3l50ZBZQJ4au27F1V4F0uLSD_M", "auth": "R29vIGdvbyBnJyBqb29iIQ"}
)
DRAFT_4_BODY = unb64("6nqAQUME8hNqw5J3kl8cpVVJylXKYqZOeseZG8UueKpA")
DRAFT_4_SALT = "lngarbyKfMoi9Z75xYXmkg"
DRAFT_4_SENDER = "BNoRDbb84JGm8g5Z5CFxurSqsXWJ11ItfXEWYVLE85Y7CYkDjXsIEc4aqxYaQ1G8BqkXCJ6DPpDrWtdWj_mugHU"
OTHER_KEY = "BEEf" + "A" * 83


def draft(encryption: str, crypto_key: str) -> dict[str, str]:
    return {"Content-Encoding": "aesgcm", "Encryption": encryption, "Crypto-Key": crypto_key}


def test_the_example_of_rfc_8291() -> None:
    assert RFC_8291_KEYS.p256dh == (
        "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
    )
    said = decrypt_message(STANDARD, RFC_8291_BODY, RFC_8291_KEYS)
    assert said == b"When I grow up, I want to be a watermelon"


def test_the_example_of_draft_4() -> None:
    assert DRAFT_4_KEYS.p256dh == (
        "BCEkBjzL8Z3C-oi2Q7oE5t2Np-p7osjGLg93qUP0wvqRT21EEWyf0cQDQcakQMqz4hQKYOQ3il2nNZct4HgAUQU"
    )
    headers = draft(f'salt="{DRAFT_4_SALT}"', f'dh="{DRAFT_4_SENDER}"')
    assert decrypt_message(headers, DRAFT_4_BODY, DRAFT_4_KEYS) == b"I am the walrus"


@pytest.mark.parametrize(
    ("encryption", "crypto_key"),
    [
        (f"salt={DRAFT_4_SALT}", f"dh={DRAFT_4_SENDER};p256ecdsa={OTHER_KEY}"),
        (f"salt={DRAFT_4_SALT}", f"p256ecdsa={OTHER_KEY};dh={DRAFT_4_SENDER}"),
        (f"salt={DRAFT_4_SALT}", f"p256ecdsa={OTHER_KEY}, dh={DRAFT_4_SENDER}"),
        (f"salt={DRAFT_4_SALT}==; rs=4096", f"dh={DRAFT_4_SENDER}="),
        (f'rs="4096" ; salt = "{DRAFT_4_SALT}"', f' ;, DH="{DRAFT_4_SENDER}" ; ,'),
        (f'keyid="dhkey"; salt="{DRAFT_4_SALT}"', f'keyid="dhkey"; dh="{DRAFT_4_SENDER}"'),
        (f"keyid=b;salt={DRAFT_4_SALT}", f"keyid=a;dh={OTHER_KEY}, keyid=b;dh={DRAFT_4_SENDER}"),
        (f"keyid=p256dh;salt={DRAFT_4_SALT}", f"dh={DRAFT_4_SENDER}"),
        (f"salt={DRAFT_4_SALT}", f"dh={DRAFT_4_SENDER.replace('-', '+').replace('_', '/')}"),
        (f'salt="{DRAFT_4_SALT[:5]}\\{DRAFT_4_SALT[5:]}"', f"dh={DRAFT_4_SENDER}"),
    ],
)
def test_headers_are_read_however_they_are_written(encryption: str, crypto_key: str) -> None:
    assert decrypt_message(draft(encryption, crypto_key), DRAFT_4_BODY, DRAFT_4_KEYS) == b"I am the walrus"


@pytest.mark.parametrize("encoding", [" AES128GCM ", "aes128gcm"])
def test_how_it_is_encrypted_is_read_in_any_case(encoding: str) -> None:
    assert decrypt_message({"content-ENCODING": encoding}, RFC_8291_BODY, RFC_8291_KEYS).startswith(b"When")


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("length", [1, 2, 100, 3992])
def test_what_http_ece_encrypts_is_opened(keys: PushKeys, encoding: str, length: int) -> None:
    said = bytes(range(256)) * 16
    assert decrypt_message(*encrypted(said[:length], keys, encoding), keys) == said[:length]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_what_pywebpush_sends_is_opened(keys: PushKeys, encoding: str) -> None:
    pusher = WebPusher({"endpoint": "https://bot.example/push", "keys": dict(keys.shared)})
    sent = pusher._prepare_send_data(b"Hello", content_encoding=encoding)
    assert decrypt_message(dict(sent["headers"]), sent["data"], keys) == b"Hello"


def test_mastodon_py_and_we_read_the_same() -> None:
    mastodon_py = Mastodon(api_base_url="https://social.example", access_token="x", version_check_mode="none")
    private, _ = mastodon_py.push_subscription_generate_keys()
    keys = PushKeys.from_mastodon_py(private)
    headers, body = encrypted(json.dumps(NOTIFICATION).encode(), keys, "aesgcm")
    headers["Crypto-Key"] += f";p256ecdsa={keys.p256dh}"  # it insists on one
    headers["Encryption"] = headers["Encryption"].partition(";")[0]  # and on nothing but the salt
    ours = decrypt_notification(headers, body, keys)
    theirs: Any = mastodon_py.push_subscription_decrypt_push(
        body, keys.to_mastodon_py()[0], headers["Encryption"], headers["Crypto-Key"]
    )
    assert (ours.title, ours.body, ours.icon) == (theirs.title, theirs.body, theirs.icon)
    assert (ours.access_token, ours.preferred_locale) == (theirs.access_token, theirs.preferred_locale)
    assert (ours.notification_id, ours.notification_type) == (str(theirs.notification_id), theirs.notification_type)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_notification_is_typed_and_does_not_show_its_token(keys: PushKeys, encoding: str) -> None:
    notification = decrypt_notification(*encrypted(json.dumps(NOTIFICATION).encode(), keys, encoding), keys)
    assert isinstance(notification, PushNotification)
    assert PushNotification is models.WebPushNotification
    assert notification.notification_id == "4711"
    assert notification.notification_type is models.NotificationType.MENTION
    assert notification.title == "bob mentioned you"
    assert notification.access_token == TOKEN
    assert TOKEN not in f"{notification} {notification!r}"


def test_a_notification_with_a_field_that_cannot_be_read_is_one(keys: PushKeys) -> None:
    sent = json.dumps({**NOTIFICATION, "title": 5, "notification_type": "wave"}).encode()
    with pytest.warns(match=r"title"):
        notification = decrypt_notification(*encrypted(sent, keys, "aes128gcm"), keys)
    assert (notification.title, notification.notification_type, notification.drift) == (None, "wave", {"title": 5})


def test_a_token_that_is_no_text_is_dropped_and_not_warned_of(keys: PushKeys) -> None:
    sent = json.dumps({**NOTIFICATION, "access_token": [TOKEN]}).encode()
    notification = decrypt_notification(*encrypted(sent, keys, "aes128gcm"), keys)
    assert notification.access_token is None
    assert not notification.drift
    assert TOKEN not in repr(notification)


@pytest.mark.parametrize(
    "said",
    [
        b"Hello",
        b"[]",
        b"{}",
        b"null",
        b"\xff\xfe",
        b'{"notification_id": ' + b"9" * 5000 + b', "title": 1}',
        b"[" * 3900,
        b'{"a":' * 700 + b"1" + b"}" * 700,
    ],
)
def test_what_is_no_notification_is_refused(keys: PushKeys, said: bytes) -> None:
    with pytest.raises(PushDecryptionError, match=r"holds no notification"):
        decrypt_notification(*encrypted(said, keys, "aes128gcm", rs=8192), keys)


def test_half_a_character_loses_no_notification(keys: PushKeys) -> None:
    said = b'{"title": "Hello \\ud800", "notification_id": 7}'
    with pytest.warns(SchemaDriftWarning):
        notification = decrypt_notification(*encrypted(said, keys, "aes128gcm"), keys)
    assert (notification.title or "").startswith("Hello ")


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_each_changed_byte_is_noticed(keys: PushKeys, encoding: str) -> None:
    headers, body = encrypted(b"Hello", keys, encoding)
    sizes = range(16, 20) if encoding == "aes128gcm" else ()  # the record's size alone is not sealed
    for place in range(len(body)):
        changed = bytearray(body)
        changed[place] ^= 1
        if place not in sizes:
            with pytest.raises(PushDecryptionError):
                decrypt_message(headers, bytes(changed), keys)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_message_cut_short_anywhere_is_refused(keys: PushKeys, encoding: str) -> None:
    headers, body = encrypted(b"Hello", keys, encoding)
    for length in range(len(body)):
        with pytest.raises(PushDecryptionError):
            decrypt_message(headers, body[:length], keys)
    with pytest.raises(PushDecryptionError):
        decrypt_message(headers, body + b"\0", keys)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_other_keys_do_not_open_it(keys: PushKeys, encoding: str) -> None:
    headers, body = encrypted(b"Hello", keys, encoding)
    private = keys.to_mastodon_py()[0]["privkey"]
    other = PushKeys.generate()
    for wrong in (other, PushKeys(private, other.auth), PushKeys(other.to_mastodon_py()[0]["privkey"], keys.auth)):
        with pytest.raises(PushDecryptionError, match=r"not for these keys"):
            decrypt_message(headers, body, wrong)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_message_of_several_records_is_refused(keys: PushKeys, encoding: str) -> None:
    with pytest.raises(PushDecryptionError, match=r"more than one record"):
        decrypt_message(*encrypted(b"Hello" * 20, keys, encoding, rs=40), keys)


@pytest.mark.parametrize(
    ("padded", "said"),
    [
        (b"hi\2", b"hi"),
        (b"hi\2\0\0\0", b"hi"),
        (b"\2", b""),
        (b"hi\0\2\0", b"hi\0"),
        (b"", None),
        (b"hi", None),
        (b"hi\1", None),  # more records should follow
        (b"\0\0\0", None),
    ],
)
def test_the_padding_of_the_standard(padded: bytes, said: bytes | None) -> None:
    if said is not None:
        assert STANDARD_ENCRYPTION.unpadded(padded) == said
        return
    with pytest.raises(PushDecryptionError, match=r"padding"):
        STANDARD_ENCRYPTION.unpadded(padded)


@pytest.mark.parametrize(
    ("padded", "said"),
    [
        (b"\0\0hi", b"hi"),
        (b"\0\3\0\0\0hi", b"hi"),
        (b"\0\0", b""),
        (b"", None),
        (b"\0", None),
        (b"\0\3\0\0", None),
        (b"\0\2\0\1hi", None),
        (b"\xff\xffhi", None),
    ],
)
def test_the_padding_of_the_draft(padded: bytes, said: bytes | None) -> None:
    if said is not None:
        assert DRAFT_ENCRYPTION.unpadded(padded) == said
        return
    with pytest.raises(PushDecryptionError, match=r"padding"):
        DRAFT_ENCRYPTION.unpadded(padded)


@pytest.mark.parametrize("encoding", [None, "", "gzip", "aesgcm128", "aes128gcm, gzip"])
def test_an_encryption_that_web_push_does_not_know_is_refused(encoding: str | None) -> None:
    headers = {} if encoding is None else {"Content-Encoding": encoding}
    with pytest.raises(PushDecryptionError) as refused:
        decrypt_message(headers, RFC_8291_BODY, RFC_8291_KEYS)
    assert refused.value.status == 415


@pytest.mark.parametrize(
    ("encryption", "crypto_key", "why"),
    [
        ("", f"dh={DRAFT_4_SENDER}", "Encryption lacks salt"),
        (f"salt={DRAFT_4_SALT}", "", "Crypto-Key lacks dh"),
        ("salt", f"dh={DRAFT_4_SENDER}", "malformed"),
        ("salt=!!!", f"dh={DRAFT_4_SENDER}", "malformed"),
        ("salt=é", f"dh={DRAFT_4_SENDER}", "malformed"),
        ('salt="abc', f"dh={DRAFT_4_SENDER}", "malformed"),
        (f"salt={DRAFT_4_SALT};rs=many", f"dh={DRAFT_4_SENDER}", "malformed"),
        (f"salt={DRAFT_4_SALT};rs={'9' * 5000}", f"dh={DRAFT_4_SENDER}", "malformed"),
        (f"salt={DRAFT_4_SALT};rs=-1", f"dh={DRAFT_4_SENDER}", "record"),
        (f"salt={DRAFT_4_SALT};rs=5", f"dh={DRAFT_4_SENDER}", "record"),
        ("salt=c2hvcnQ", f"dh={DRAFT_4_SENDER}", "16 bytes, not 5"),
        (f"salt={DRAFT_4_SALT}", "dh=c2hvcnQ", "no key"),
        (f"salt={DRAFT_4_SALT}", f"dh={b64(bytes([4]) + bytes(64))}", "no key"),
        (f"salt={DRAFT_4_SALT}", f"dh={b64(bytes([5]) + unb64(DRAFT_4_SENDER)[1:])}", "no key"),
    ],
)
def test_headers_that_are_wrong_are_refused(encryption: str, crypto_key: str, why: str) -> None:
    with pytest.raises(PushDecryptionError, match=why):
        decrypt_message(draft(encryption, crypto_key), DRAFT_4_BODY, DRAFT_4_KEYS)


@pytest.mark.parametrize("filler", [" ", ",", ";", "a=", '"', "\\", "a", "=", " ;", '="\\'])
def test_a_long_header_takes_no_longer_than_it_is_long(filler: str) -> None:
    for text in ("salt=" + filler * 60_000 + "!", 'salt="' + filler * 60_000, filler * 60_000):
        with pytest.raises(PushDecryptionError):
            decrypt_message(draft(text, text), DRAFT_4_BODY, DRAFT_4_KEYS)


@given(body=st.binary(max_size=300), encoding=st.sampled_from(["aes128gcm", "aesgcm", "", "x"]))
@settings(deadline=None)
def test_any_body_is_opened_or_refused(body: bytes, encoding: str) -> None:
    headers = {**draft(f"salt={DRAFT_4_SALT}", f"dh={DRAFT_4_SENDER}"), "Content-Encoding": encoding}
    with pytest.raises(ActivityPubError):
        decrypt_notification(headers, body, DRAFT_4_KEYS)


@given(encryption=st.text(max_size=200), crypto_key=st.text(max_size=200))
@settings(deadline=None)
def test_any_headers_are_read_or_refused(encryption: str, crypto_key: str) -> None:
    headers = draft(f"salt={DRAFT_4_SALT};" + encryption, f"dh={DRAFT_4_SENDER};" + crypto_key)
    with suppress(ActivityPubError):
        assert decrypt_message(headers, DRAFT_4_BODY, DRAFT_4_KEYS) == b"I am the walrus"
    with pytest.raises(ActivityPubError):
        decrypt_message(draft(encryption, crypto_key), DRAFT_4_BODY, DRAFT_4_KEYS)


@given(said=st.binary(min_size=1, max_size=300), encoding=st.sampled_from(ENCODINGS))
@settings(deadline=None, max_examples=50)
def test_whatever_is_said_is_opened_and_read_or_refused(said: bytes, encoding: str) -> None:
    headers, body = encrypted(said, DRAFT_4_KEYS, encoding)
    assert decrypt_message(headers, body, DRAFT_4_KEYS) == said
    with pytest.raises(PushDecryptionError):
        decrypt_notification(headers, body, DRAFT_4_KEYS)
