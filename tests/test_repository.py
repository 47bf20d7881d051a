"""The repository stands alone: a clone needs nothing else, gives nothing away and says what it uses."""

from __future__ import annotations

import hashlib
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
BESIDE = PROJECT.parent / "shared"  # reference material that may lie beside a checkout: read, never copied in
MADE_BY_TOOLS = {".git", ".venv", "store", "screens", "htmlcov", ".coverage", ".hypothesis", "__pycache__"}
MADE_BY_TOOLS |= {".mypy_cache", ".ruff_cache", ".pytest_cache"}

# Letters in brackets keep a pattern from finding itself in this file.
MACHINE_PATH = re.compile(
    r"(?<![\w.:/-])/(?:work|root|home/[a-z]|mnt/[a-z]|Users/[A-Za-z])(?:/|\b)|[A-Z]:\\{1,2}Users"
)
REGISTRY = re.compile(
    r"pypi\.org|python[h]osted|arti[f]actory|jf[r]og|extra-?[i]ndex|[i]ndex-url|trusted-[h]ost", re.IGNORECASE
)
SECRETS = {
    "a private key": re.compile(r"-----BEGIN [A-Z ]*PRIVATE[ ]KEY"),
    "a cloud key": re.compile(r"\bAKIA[0-9A-Z]{16}\b"),
    "a token": re.compile(r"\b(?:gh[pousr]_|github_pat_|xox[abp]-|sk-)[A-Za-z0-9_-]{16,}"),
    "a password": re.compile(
        r"(?i)\b(?:password|passwd|client_secret|cookie_secret|api_key)\s*[:=]\s*[\"'][^\"'<{$ ]{6,}[\"']"
    ),
    "an address with a password": re.compile(r"\b[a-z+]+://[^\s/:@\"'<{]+:[^\s/@\"'<{]+@"),
}
NEVER_COMMITTED = (".duckdb", ".sqlite", ".parquet", ".pem", ".key", ".pfx", ".env", ".log")
# Words about how a text came to be, not about the product; as digests, so that they are not in this file.
WORDS_THAT_DO_NOT_BELONG = frozenset(
    """
        053ea4804ef1bb33 05d28061fe980168 2330580633904653 34f7f8afa3612669 3893f61419a63aac
        3c05e0dd8ce331e0 3ea125d0bff386e6 487b91042c7cf27a 57de4cf40144bdf7 5d72436256ada538
        5eff592cc497fccb 60965168ce762e94 7d3194f79e645c42 872447962deafe89 8c70b25cbbbe8e79
        94a168d2da574b00 c5f9d8f01eaaecc5 c70eca6b0f88f44d c857d09db23e6822 cdcbb68a3444fdd6
        d298391b07433318 d4f0bc5a29de06b5 d8cfb7c49da745f1 de2187af3fb01170 e16202309c921807
        e81d3b0e9d82feaa ec3f4a4cd18a80ef ef57d98d468866eb
    """.split()  # noqa: SIM905  a list of one string a word would be five times as long
)


@cache
def repository_files() -> tuple[Path, ...]:
    """Return every file that belongs to the repository: what git has or would add, else what lies there."""
    names = names_that_git_knows()
    if names:
        files = [PROJECT / name for name in names]
    else:
        files = [
            file for file in PROJECT.rglob("*") if not MADE_BY_TOOLS & {*file.relative_to(PROJECT).parts}
        ]
    return tuple(sorted(file for file in files if file.is_file()))


def names_that_git_knows() -> list[str]:
    """Return every path that is in git or not ignored by it; [] where there is no git to ask."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(command, cwd=PROJECT, capture_output=True, check=True).stdout.decode()
    except (OSError, subprocess.CalledProcessError):
        return []
    return [name for name in listed.split("\0") if name]


@cache
def texts() -> dict[str, str]:
    """Return the text of every file that is text, by its path from the root."""
    found = {}
    for file in repository_files():
        try:
            found[file.relative_to(PROJECT).as_posix()] = file.read_text("utf-8")
        except UnicodeDecodeError:
            continue
    return found


def lines_with(pattern: re.Pattern[str]) -> list[str]:
    """Return the place of every line that holds the pattern; never the line itself, which may be secret."""
    return [
        f"{path}, line {number}"
        for path, text in texts().items()
        if pattern.search(text)
        for number, line in enumerate(text.splitlines(), start=1)
        if pattern.search(line)
    ]


def digest(words: str) -> str:
    """Return the SHA-256 of one or two words, short."""
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def words_of(text: str) -> Iterator[str]:
    """Yield each word in small letters, and each pair of neighbours.

    A snake_case name holds several words, but is no neighbour: AS requested_on is not a phrase.
    """
    words = re.findall(r"[a-z]+", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text).lower())
    yield from words
    whole = re.findall(r"[a-z_]+", text.lower())
    yield from (f"{first} {second}" for first, second in pairwise(whole) if "_" not in first + second)


def words_that_do_not_belong(text: str, known: frozenset[str] = WORDS_THAT_DO_NOT_BELONG) -> list[str]:
    """Return the words of a text that are not about the product."""
    return sorted(word for word in set(words_of(text)) if digest(word) in known)


def test_the_files_are_found() -> None:
    assert {"app.py", "cli.py", "start.py", "requirements.txt", ".gitignore"} <= set(texts())


def test_no_path_of_a_machine() -> None:
    assert lines_with(MACHINE_PATH) == []


def test_no_address_of_a_package_registry() -> None:
    assert lines_with(REGISTRY) == []


@pytest.mark.parametrize("kind", SECRETS)
def test_no_secret(kind: str) -> None:
    assert lines_with(SECRETS[kind]) == [], kind


def test_no_file_that_only_a_running_program_makes() -> None:
    names = [file.relative_to(PROJECT).as_posix() for file in repository_files()]
    assert [
        name for name in names if Path(name).suffix in NEVER_COMMITTED or name.endswith("secrets.toml")
    ] == []


def test_every_word_is_about_the_product() -> None:
    found = {path: words for path, text in texts().items() if (words := words_that_do_not_belong(text))}
    assert found == {}


def test_no_number_of_a_discussion_elsewhere() -> None:
    """A reader of the repository cannot open the thread that a bare number means."""
    pattern = re.compile(r"(?i)\b(?:issue|pull request|PR|fixes|closes)s?\s+#?\d+\b|\(#\d+\)")
    assert lines_with(pattern) == []


@pytest.mark.parametrize("folder", ["opendata", "testdata"])
def test_no_reference_file_is_copied_in(folder: str) -> None:
    if not (BESIDE / folder).is_dir():
        pytest.skip("no reference material beside this checkout")
    taken = {content_digest(file): file.name for file in (BESIDE / folder).rglob("*") if file.is_file()}
    copies = {
        file.name: taken[content_digest(file)] for file in repository_files() if content_digest(file) in taken
    }
    assert copies == {}


def content_digest(file: Path) -> str:
    """Return what tells a file apart from every other; empty files are told apart by their path."""
    content = file.read_bytes() or str(file).encode()
    return hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize("list_name", ["requirements.txt", "requirements-dev.txt"])
def test_every_requirement_is_explained_in_a_decision(list_name: str) -> None:
    decisions = "\n".join(text for path, text in texts().items() if path.startswith("docs/decisions/"))
    lines = [line.partition("#")[0].strip() for line in texts()[list_name].splitlines()]
    packages = [re.split(r"[<>=!~;\[ ]", line)[0] for line in lines if line and not line.startswith("-")]
    assert packages
    assert [name for name in packages if f"`{name}`" not in decisions] == []


def test_every_requirement_is_bounded() -> None:
    """An unbounded package can change under a council on the day it installs."""
    for list_name in ("requirements.txt", "requirements-dev.txt"):
        for line in texts()[list_name].splitlines():
            if line and line[0] not in "#-":
                assert re.fullmatch(r"[\w.-]+(\[\w+\])?>=[\d.]+,<[\d.]+", line), f"{list_name}: {line}"


def test_links_between_documents_lead_somewhere() -> None:
    broken = []
    for path, text in texts().items():
        for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text) if path.endswith(".md") else ():
            if "://" not in target and not (PROJECT / path).parent.joinpath(target).exists():
                broken.append(f"{path}: {target}")
    assert broken == []


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (MACHINE_PATH, "open('/" + "work/main/a.csv')"),
        (MACHINE_PATH, "see /" + "root/.cache"),
        (MACHINE_PATH, "C:" + "\\Users\\someone"),
        (REGISTRY, "--extra-in" + "dex-url https://packages.example.org/simple"),
        (SECRETS["a private key"], "-----BEGIN RSA PRIVATE" + " KEY-----"),
        (SECRETS["a password"], "client_" + "secret = 'correct-horse'"),
        (SECRETS["an address with a password"], "postgresql://kpi:" + "letmein@db/journal"),
        (SECRETS["a token"], "gh" + "p_" + "a" * 36),
    ],
)
def test_each_pattern_finds_what_it_is_for(pattern: re.Pattern[str], text: str) -> None:
    assert pattern.search(text)


@pytest.mark.parametrize(
    "text",
    ["https://example.org/work/plan", "team/work/", "../root/a", "homework/a", "password: the one you chose"],
)
def test_no_pattern_minds_ordinary_text(text: str) -> None:
    assert not any(pattern.search(text) for pattern in (MACHINE_PATH, REGISTRY, *SECRETS.values()))


def test_a_word_is_found_however_it_is_written() -> None:
    known = frozenset({digest("plum"), digest("ripe pear")})
    assert words_that_do_not_belong("make_plum(a)  # a ripe\npear, plumage", known) == ["plum", "ripe pear"]
    assert words_that_do_not_belong("PlumTree", known) == ["plum"]
    assert words_that_do_not_belong("plums and ripened pears", known) == []
