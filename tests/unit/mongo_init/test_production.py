"""Production refuses to start unsafe."""

from pathlib import Path

import pytest

from souk_common.settings import Settings
from souk_mongo_init.settings import InitError, load_settings
from souk_stack.options import StackError, StackOptions

ACCOUNTS = ("root", "auth", "catalog", "orders", "gateway")


def environment(folder: Path, passwords: dict[str, str], mode: str = "production") -> dict[str, str]:
    for account, password in passwords.items():
        (folder / f"mongo_{account}_password").write_text(password)
    return {"SOUK_MODE": mode, "SOUK_MONGO_HOSTS": "127.0.0.1:1", "SOUK_SECRETS_DIR": str(folder)}


def strong() -> dict[str, str]:
    return {account: f"{account}-Zq8vT3kLm0XwRb5Yc7NdHs2Jf9Pg4Au6" for account in ACCOUNTS}


def test_strong_secrets_of_their_own_are_accepted(tmp_path: Path) -> None:
    assert load_settings(environment(tmp_path, strong())).mode == "production"


@pytest.mark.parametrize("weak", ["demo123", "a" * 64])
def test_a_weak_secret_is_refused_by_name_in_production_alone(tmp_path: Path, weak: str) -> None:
    passwords = strong() | {"orders": weak}
    with pytest.raises(InitError, match="mongo_orders_password is too weak"):
        load_settings(environment(tmp_path, passwords))
    assert load_settings(environment(tmp_path, passwords, mode="demo")).mode == "demo"


def test_a_shared_secret_is_refused(tmp_path: Path) -> None:
    passwords = strong()
    with pytest.raises(InitError, match="share a password"):
        load_settings(environment(tmp_path, passwords | {"orders": passwords["auth"]}))


def test_production_without_tls_is_refused_by_the_services_and_by_the_stack() -> None:
    with pytest.raises(RuntimeError, match="TLS"):
        Settings(mode="production", tls=False).check()
    with pytest.raises(StackError, match="TLS"):
        StackOptions(mode="production", tls=False)
    Settings(mode="production", tls=True).check()
