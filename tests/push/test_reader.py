"""Messages read: who sent them, whether they are meant for us now, and that none is taken twice."""

from __future__ import annotations

import json
import pickle
import threading
from contextlib import suppress
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given, settings
from hypothesis import strategies as st
from py_vapid import Vapid01, Vapid02
from tests.push.pushing import ENCODINGS, ENDPOINT, NOTIFICATION, TOKEN, PushingServer, b64, encrypted, point_of

from howdah import ActivityPubError, ConfigurationError
from howdah.push import PushDecryptionError, PushError, PushKeys, PushReader, PushReplayError, PushSignatureError
from howdah.testing import FakeClock

COMPRESSED = b64(
    ec.derive_private_key(7, ec.SECP256R1()).public_key().public_bytes(Encoding.X962, PublicFormat.CompressedPoint)
)
DAY = 24 * 60 * 60
SLACK = 300


def refusal(reader: PushReader, headers: dict[str, str], body: bytes) -> PushError:
    with pytest.raises(PushError) as refused:
        reader.read(headers, body)
    assert TOKEN not in str(refused.value)
    return refused.value


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_signed_message_is_read(reader: PushReader, server: PushingServer, encoding: str) -> None:
    assert reader.read(*server.push(encoding=encoding)).title == NOTIFICATION["title"]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("vapid", [Vapid01, Vapid02])
def test_what_py_vapid_signs_is_read(keys: PushKeys, encoding: str, vapid: Any) -> None:
    signer = vapid()
    signer.generate_keys()
    server_key = b64(point_of(signer.private_key))
    clock = FakeClock()
    claims = {"aud": "https://bot.example", "sub": "mailto:admin@social.example", "exp": int(clock.time()) + DAY}
    signed = signer.sign(claims)
    headers, body = encrypted(json.dumps(NOTIFICATION).encode(), keys, encoding)
    if "Crypto-Key" in headers:
        signed["Crypto-Key"] = ",".join(filter(None, [signed.get("Crypto-Key"), headers["Crypto-Key"]]))
    reader = PushReader(keys, ENDPOINT, server_key=server_key, clock=clock)
    assert reader.read({**headers, **signed}, body).notification_id == "4711"


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_replay_is_refused(reader: PushReader, server: PushingServer, encoding: str) -> None:
    message = server.push(encoding=encoding)
    reader.read(*message)
    assert type(refusal(reader, *message)) is PushReplayError
    assert reader.read(*server.push(encoding=encoding)).notification_id == "4711"  # said again, it is another message


def test_a_replay_is_known_by_what_is_sealed_of_it(reader: PushReader, server: PushingServer) -> None:
    headers, body = server.push()
    reader.read(headers, body)
    resized = body[:16] + (5000).to_bytes(4) + body[20:]
    resigned = {
        **headers,
        "Authorization": f"vapid t={server.token(exp=server.clock.time() + 60)},k={server.server_key}",
    }
    assert type(refusal(reader, headers, resized)) is PushReplayError
    assert type(refusal(reader, resigned, body)) is PushReplayError
    draft, body = server.push(encoding="aesgcm")
    reader.read(draft, body)
    rewritten = {
        **draft,
        "Encryption": draft["Encryption"].replace("salt=", 'keyid=x; salt="').replace(";rs", '==";rs'),
    }
    assert type(refusal(reader, rewritten, body)) is PushReplayError


def test_what_was_refused_is_not_taken_for_read(reader: PushReader, server: PushingServer) -> None:
    headers, body = server.push()
    tampered = body[:-1] + bytes([body[-1] ^ 1])
    for _ in range(2):
        assert type(refusal(reader, headers, tampered)) is PushDecryptionError
        assert type(refusal(reader, {**headers, "Authorization": ""}, body)) is PushSignatureError
    assert reader.read(headers, body).notification_id == "4711"


def test_what_is_forgotten_can_be_read_again(reader: PushReader, server: PushingServer) -> None:
    message = server.push()
    reader.read(*message)
    reader.forget(*message)
    reader.read(*message)
    reader.forget(*server.push())
    assert type(refusal(reader, *message)) is PushReplayError


def test_the_memory_of_what_was_read_is_bounded(keys: PushKeys, server: PushingServer) -> None:
    reader = PushReader(keys, ENDPOINT, server_key=server.server_key, remembered=3, clock=server.clock)
    messages = [server.push() for _ in range(4)]
    for message in messages:
        reader.read(*message)
    assert len(reader._seen) == 3
    for message in messages[1:]:
        assert type(refusal(reader, *message)) is PushReplayError
    reader.read(*messages[0])
    server.clock.advance(DAY + SLACK)
    assert type(refusal(reader, *messages[1])) is PushSignatureError  # and what is forgotten expires


def test_of_many_threads_one_reads_a_message(reader: PushReader, server: PushingServer) -> None:
    message = server.push()
    read: list[object] = []
    start = threading.Barrier(8)

    def take() -> None:
        start.wait(10)
        with suppress(PushReplayError):
            read.append(reader.read(*message))

    threads = [threading.Thread(target=take) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert len(read) == 1


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_message_that_is_not_signed_is_refused_where_the_server_signs(
    reader: PushReader, keys: PushKeys, encoding: str
) -> None:
    headers, body = encrypted(json.dumps(NOTIFICATION).encode(), keys, encoding)
    for authorization in ({}, {"Authorization": ""}, {"Authorization": "Bearer x"}):
        refused = refusal(reader, {**headers, **authorization}, body)
        assert (type(refused), refused.status) == (PushSignatureError, 401)


def test_without_the_servers_key_it_is_taken_signed_or_not(keys: PushKeys, server: PushingServer) -> None:
    reader = PushReader(keys, ENDPOINT, clock=server.clock)
    reader.read(*encrypted(json.dumps(NOTIFICATION).encode(), keys, "aes128gcm"))
    reader.read(*server.push())
    headers, body = server.push(token=server.token(aud="https://other.example"))
    assert type(refusal(reader, headers, body)) is PushSignatureError
    reader.server_key = server.server_key
    assert refusal(reader, *encrypted(b"{}", keys, "aes128gcm")).status == 401


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize(
    ("claims", "why"),
    [
        ({"aud": "https://other.example"}, "another receiver"),
        ({"aud": "http://bot.example"}, "another receiver"),
        ({"aud": "https://bot.example:8443"}, "another receiver"),
        ({"aud": "bot.example"}, "another receiver"),
        ({"aud": "https://[::1"}, "another receiver"),
        ({"aud": "https://bot..example"}, "another receiver"),
        ({"aud": 5}, "another receiver"),
        ({"aud": None}, "another receiver"),
        ({"aud": []}, "another receiver"),
        ({"exp": None}, "when it expires"),
        ({"exp": "tomorrow"}, "when it expires"),
        ({"exp": True}, "when it expires"),
        ({"exp": float("nan")}, "has expired"),
        ({"exp": FakeClock().time() - SLACK}, "has expired"),
        ({"exp": 0}, "has expired"),
        ({"exp": FakeClock().time() + DAY + SLACK + 1}, "more than 24 hours"),
        ({"exp": 10**40}, "more than 24 hours"),
        ({"exp": float("inf")}, "more than 24 hours"),
    ],
)
def test_a_signature_that_is_not_for_us_or_not_for_now_is_refused(
    reader: PushReader, server: PushingServer, encoding: str, claims: dict[str, Any], why: str
) -> None:
    refused = refusal(reader, *server.push(encoding=encoding, token=server.token(**claims)))
    assert (type(refused), refused.status) == (PushSignatureError, 403)
    assert why in str(refused)


@pytest.mark.parametrize(
    "claims",
    [
        {"aud": "https://bot.example:443"},
        {"aud": "https://BOT.example/"},
        {"aud": ["https://other.example", "https://bot.example"]},
        {"exp": FakeClock().time() + 1},
        {"exp": FakeClock().time() - SLACK + 1},  # clocks differ
        {"exp": FakeClock().time() + DAY + SLACK},
        {"sub": None},
    ],
)
def test_a_signature_may_be_written_in_several_ways(
    reader: PushReader, server: PushingServer, claims: dict[str, Any]
) -> None:
    assert reader.read(*server.push(token=server.token(**claims)))


def test_the_origin_of_an_endpoint_is_that_of_its_url(keys: PushKeys, server: PushingServer) -> None:
    for endpoint, audience in [
        ("https://bücher.example:8443/a/b", "https://xn--bcher-kva.example:8443"),
        ("http://127.0.0.1:5000/push", "http://127.0.0.1:5000"),
    ]:
        reader = PushReader(keys, endpoint, server_key=server.server_key, clock=server.clock)
        assert reader.read(*server.push(token=server.token(aud=audience)))


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_signature_by_another_key_is_refused(reader: PushReader, server: PushingServer, encoding: str) -> None:
    stranger = PushingServer(server.keys)
    assert "another key" in str(refusal(reader, *stranger.push(encoding=encoding)))
    forged = server.push(encoding=encoding, token=stranger.token())
    assert "does not hold" in str(refusal(reader, *forged))


@pytest.mark.parametrize(
    "authorization",
    [
        "vapid t={token},k={key}",
        "VAPID k={key} ,  t={token}",
        'vapid t="{token}", k="{key}"',
        "vapid t={token};k={key}=",
        "vapid t={token}, k={key}, x=y",
        "vapid t={token}",
    ],
)
def test_a_signature_is_read_however_it_is_written(
    reader: PushReader, server: PushingServer, authorization: str
) -> None:
    headers, body = server.push()
    written = authorization.format(token=server.token(), key=server.server_key)
    assert reader.read({**headers, "Authorization": written}, body)


@pytest.mark.parametrize(
    "authorization",
    [
        "vapid",
        "vapid {token}",
        "vapid k={key}",
        "vapid t=,k={key}",
        "vapid t={token},k=!",
        "vapid t={token},k=c2hvcnQ",
        "vapid t={token}x,k={key}",
        "vapid t=a.b.c,k={key}",
        "vapid t=é.é.é,k={key}",
        "WebPush {token}",
        "WebPush",
    ],
)
@pytest.mark.parametrize("known", [True, False])
def test_a_signature_that_is_none_is_refused(
    keys: PushKeys, server: PushingServer, authorization: str, known: bool
) -> None:
    reader = PushReader(keys, ENDPOINT, server_key=server.server_key if known else None, clock=server.clock)
    headers, body = server.push()
    written = authorization.format(token=server.token(), key=server.server_key)
    if known and authorization == "WebPush {token}":  # the key need not be named where it is known
        assert reader.read({**headers, "Authorization": written}, body)
        return
    assert refusal(reader, {**headers, "Authorization": written}, body).status == 403


def test_only_es256_counts(reader: PushReader, server: PushingServer) -> None:
    claims = {"aud": "https://bot.example", "exp": int(server.clock.time()) + 60}
    other_curve = ec.generate_private_key(ec.SECP384R1())
    unsigned = jwt.encode(claims, None, "none")
    for token in [
        unsigned,
        jwt.encode(claims, server.server_key, "HS256"),
        jwt.encode(claims, other_curve, "ES384"),
        server.token().rpartition(".")[0] + ".",
        server.token().rpartition(".")[0] + "." + b64(bytes(64)),
        jwt.PyJWS().encode(b"[]", server.signing, "ES256"),
        jwt.PyJWS().encode(b"[" * 100_000, server.signing, "ES256"),
        jwt.PyJWS().encode(b"\xff", server.signing, "ES256"),
        b64(b"[" * 100_000) + ".e30." + b64(bytes(64)),
    ]:
        assert refusal(reader, *server.push(token=token)).status == 403


@pytest.mark.parametrize("endpoint", ["http://bot.example/push", "ftp://bot.example", "", "https://bot.example/p?q=1"])
def test_an_endpoint_that_servers_would_not_push_to_is_refused(keys: PushKeys, endpoint: str) -> None:
    with pytest.raises(ConfigurationError, match=r"servers cannot push there"):
        PushReader(keys, endpoint)


@pytest.mark.parametrize("server_key", ["", "key", "c2hvcnQ", "BA" + "A" * 85, COMPRESSED])
def test_a_servers_key_that_is_none_is_refused(keys: PushKeys, server_key: str) -> None:
    with pytest.raises(ConfigurationError):
        PushReader(keys, ENDPOINT, server_key=server_key)


def test_a_refusal_can_be_pickled(reader: PushReader, server: PushingServer) -> None:
    message = server.push()
    reader.read(*message)
    for refused in (refusal(reader, *message), refusal(reader, {}, b""), refusal(reader, message[0], b"")):
        again = pickle.loads(pickle.dumps(refused))
        assert (type(again), str(again), again.status) == (type(refused), str(refused), refused.status)


def test_a_reader_shows_no_secret(reader: PushReader, keys: PushKeys) -> None:
    assert keys.to_dict()["private"] not in repr(reader)
    assert keys.shared["auth"] not in repr(reader)


WORDS = st.sampled_from(["vapid ", "WebPush ", "t=", "k=", ",", ";", '"', " ", "a.b.c", "=", "\\", "é", "\x00", "dh="])
HEADER = st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=12).map("".join))


@given(
    authorization=HEADER,
    crypto_key=HEADER,
    encryption=HEADER,
    encoding=st.sampled_from(["aes128gcm", "aesgcm", "x"]),
    body=st.binary(max_size=200),
    known=st.booleans(),
)
@settings(deadline=None, max_examples=300)
def test_anything_is_read_or_refused(
    authorization: str, crypto_key: str, encryption: str, encoding: str, body: bytes, known: bool
) -> None:
    server = FUZZED
    headers = {
        "Authorization": authorization,
        "Crypto-Key": crypto_key,
        "Encryption": encryption,
        "Content-Encoding": encoding,
    }
    reader = PushReader(server.keys, ENDPOINT, server_key=server.server_key if known else None, clock=server.clock)
    with pytest.raises(ActivityPubError):
        reader.read(headers, body)
    signed, message = server.push(encoding="aesgcm" if encoding == "aesgcm" else "aes128gcm")
    with pytest.raises(ActivityPubError):
        reader.read({**signed, "Authorization": f"vapid {authorization}"}, message)
    with pytest.raises(ActivityPubError):
        reader.read(signed, body)


FUZZED = PushingServer(PushKeys.generate())
