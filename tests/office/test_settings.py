"""Settings: typed, with safe defaults; a bad one stops start-up and names itself."""

import os
import stat
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from dondoc.office import database, env, settings


class TestReaders:
    @pytest.mark.parametrize(("value", "expected"), [("1", True), ("Yes", True), ("on", True), ("0", False), ("no", False), ("", False)])
    def test_a_yes_or_no(self, monkeypatch, value, expected):
        monkeypatch.setenv("DONDOC_X", value)
        assert env.flag("DONDOC_X", not expected) is expected

    @pytest.mark.parametrize("value", ["maybe", "2", "có"])
    def test_what_is_neither_names_itself(self, monkeypatch, value):
        monkeypatch.setenv("DONDOC_X", value)
        with pytest.raises(ImproperlyConfigured, match="DONDOC_X"):
            env.flag("DONDOC_X", True)

    @pytest.mark.parametrize("value", ["thirty", "1.5", "", "1", "99"])
    def test_a_number_out_of_range_or_none_at_all_names_itself_and_the_range(self, monkeypatch, value):
        monkeypatch.setenv("DONDOC_X", value)
        with pytest.raises(ImproperlyConfigured, match=r"DONDOC_X.*2 to 60"):
            env.number("DONDOC_X", 30, least=2, most=60)

    def test_a_list_is_parted_at_commas(self, monkeypatch):
        monkeypatch.setenv("DONDOC_X", "a.example, b.example,")
        assert env.words("DONDOC_X", ()) == ["a.example", "b.example"]

    def test_a_folder_is_made_for_this_account_only(self, monkeypatch, tmp_path):
        monkeypatch.setenv("DONDOC_X", str(tmp_path / "a" / "b"))
        assert stat.S_IMODE(env.folder("DONDOC_X", tmp_path).stat().st_mode) == 0o700

    def test_a_folder_that_can_not_be_names_itself(self, monkeypatch, tmp_path):
        (tmp_path / "file").write_text("")
        monkeypatch.setenv("DONDOC_X", str(tmp_path / "file" / "under"))
        with pytest.raises(ImproperlyConfigured, match="DONDOC_X"):
            env.folder("DONDOC_X", tmp_path)


class TestSecret:
    def test_it_is_made_once_readable_by_this_account_only(self, tmp_path):
        kept = tmp_path / "secret-key"
        first = env.secret("DONDOC_Y", kept)
        assert env.secret("DONDOC_Y", kept) == first
        assert len(first) >= 50
        assert stat.S_IMODE(kept.stat().st_mode) == 0o600
        assert [path.name for path in tmp_path.iterdir()] == ["secret-key"]

    def test_it_can_come_from_a_mounted_file(self, monkeypatch, tmp_path):
        (tmp_path / "mounted").write_text("m" * 40 + "\n")
        monkeypatch.setenv("DONDOC_Y_FILE", str(tmp_path / "mounted"))
        assert env.secret("DONDOC_Y", tmp_path / "none") == "m" * 40

    def test_a_missing_mounted_file_names_itself(self, monkeypatch, tmp_path):
        monkeypatch.setenv("DONDOC_Y_FILE", str(tmp_path / "none"))
        with pytest.raises(ImproperlyConfigured, match="DONDOC_Y_FILE"):
            env.secret("DONDOC_Y", tmp_path / "kept")

    def test_a_short_one_is_refused_and_not_shown(self, monkeypatch, tmp_path):
        monkeypatch.setenv("DONDOC_Y", "ngan-qua")
        with pytest.raises(ImproperlyConfigured, match="at least 32") as raised:
            env.secret("DONDOC_Y", tmp_path / "kept")
        assert "ngan-qua" not in str(raised.value)


class TestDatabase:
    @pytest.fixture(autouse=True)
    def _none_given(self, monkeypatch):
        monkeypatch.delenv("DATABASE_URL", raising=False)

    def test_without_an_address_it_is_a_file_in_the_data_folder(self, tmp_path):
        chosen = database.chosen(tmp_path)
        assert chosen["ENGINE"].endswith("sqlite3")
        assert chosen["NAME"] == tmp_path / "dondoc.sqlite3"

    def test_an_address_is_taken_apart(self, monkeypatch, tmp_path):
        monkeypatch.setenv("DATABASE_URL", "postgres://van%20thu:m%40t@db.example:5433/so-van-ban?sslmode=require")
        chosen = database.chosen(tmp_path)
        assert chosen["ENGINE"].endswith("postgresql")
        assert [chosen[part] for part in ("USER", "PASSWORD", "HOST", "PORT", "NAME")] == [
            "van thu",
            "m@t",
            "db.example",
            "5433",
            "so-van-ban",
        ]
        assert chosen["OPTIONS"] == {"connect_timeout": database.CONNECT_SECONDS, "sslmode": "require"}

    def test_a_socket_is_named_after_the_question_mark(self, monkeypatch, tmp_path):
        monkeypatch.setenv("DATABASE_URL", "postgresql://dondoc@/dondoc?host=/run/postgresql")
        assert database.chosen(tmp_path)["HOST"] == "/run/postgresql"

    def test_it_can_come_from_a_mounted_file(self, monkeypatch, tmp_path):
        (tmp_path / "mounted").write_text("postgres://a@b/c\n")
        monkeypatch.setenv("DATABASE_URL_FILE", str(tmp_path / "mounted"))
        assert database.chosen(tmp_path)["HOST"] == "b"

    @pytest.mark.parametrize(
        ("url", "why"),
        [
            ("mysql://a:mat-khau@b/c", "begin with postgres://"),
            ("postgres://a:mat-khau@b", "names no database"),
            ("postgres://a:mat-khau@b:port/c", "no address"),
            ("dondoc", "begin with postgres://"),
        ],
    )
    def test_a_wrong_one_names_itself_and_says_how_to_write_it_and_no_password(self, monkeypatch, tmp_path, url, why):
        monkeypatch.setenv("DATABASE_URL", url)
        with pytest.raises(ImproperlyConfigured, match=f"DATABASE_URL.*{why}.*postgres://") as raised:
            database.chosen(tmp_path)
        assert "mat-khau" not in str(raised.value)

    def test_a_missing_driver_says_what_to_install(self, monkeypatch, tmp_path):
        monkeypatch.setenv("DATABASE_URL", "postgres://a@b/c")
        monkeypatch.setattr(database, "find_spec", lambda name: None)
        with pytest.raises(ImproperlyConfigured, match="pip install"):
            database.chosen(tmp_path)


class TestDefaults:
    def test_they_are_safe(self):
        assert settings.DEBUG is False
        assert settings.ALLOWED_HOSTS == ["127.0.0.1", "localhost", "[::1]"]
        assert settings.PASSWORD_HASHERS[0].endswith("Argon2PasswordHasher")
        assert settings.SESSION_COOKIE_HTTPONLY
        assert settings.X_FRAME_OPTIONS == "DENY"
        assert settings.IDLE_SECONDS == 30 * 60

    def test_a_bad_one_stops_start_up_and_names_itself(self, tmp_path):
        environment = {
            **os.environ,
            "DONDOC_DATA": str(tmp_path),
            "DONDOC_IDLE_MINUTES": "soon",
            "DJANGO_SETTINGS_MODULE": "dondoc.office.settings",
        }
        done = subprocess.run(
            [sys.executable, "-m", "dondoc.office", "check"], env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode != 0
        assert "DONDOC_IDLE_MINUTES='soon' is not a whole number" in done.stderr
