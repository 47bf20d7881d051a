"""All KPI definitions together: loading, looking up, searching."""

import hashlib
import json
import os
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePath
from typing import Any

from metrics.calculation_rules import RECEIVED_TABLES
from metrics.definition import KpiDefinition
from metrics.definition_file import EventColumns, ReadFile, build_definition, read_content
from metrics.library_cache import LibraryCopy, read_copy, write_copy
from metrics.problems import KpiDefinitionError, MetricsError, Problem, UnknownKpiError, did_you_mean
from metrics.registers import REGISTERS, Registers, load_registers
from metrics.vocabulary import KpiKind, KpiStatus

DEFINITIONS = Path(__file__).parent / "definitions"
# A council that keeps its own definitions beside the program names their folder here.
LIBRARY_VARIABLE = "TRAJECTORY_LIBRARY_DIR"
# Written from queries/events by `python cli.py kpi docs`; a test fails when it is not as they are.
EVENT_COLUMNS = Path(__file__).parent / "event_columns.json"


@dataclass(frozen=True)
class KpiLibrary:
    """Every KPI, by service area in journey order and then by name. `digest` is the SHA-256 of all files."""

    definitions: tuple[KpiDefinition, ...]
    digest: str

    @cached_property
    def _by_id(self) -> Mapping[str, KpiDefinition]:
        return {definition.id: definition for definition in self.definitions}

    def __len__(self) -> int:
        return len(self.definitions)

    def __iter__(self) -> Iterator[KpiDefinition]:
        return iter(self.definitions)

    def __contains__(self, kpi_id: object) -> bool:
        return kpi_id in self._by_id

    @property
    def ids(self) -> tuple[str, ...]:
        """Return every id, in library order."""
        return tuple(self._by_id)

    def get(self, kpi_id: str) -> KpiDefinition | None:
        """Return one KPI, or None if there is none with this id."""
        return self._by_id.get(kpi_id)

    def by_id(self, kpi_id: str) -> KpiDefinition:
        """Return one KPI. UnknownKpiError with the closest id if there is none."""
        if kpi_id not in self._by_id:
            raise UnknownKpiError(kpi_id, self._by_id)
        return self._by_id[kpi_id]

    def in_service_area(self, service_area: str) -> tuple[KpiDefinition, ...]:
        """Return the KPIs of one service area by name; () if it has none."""
        return self.matching(service_area=service_area)

    def matching(
        self,
        *,
        service_area: str | None = None,
        theme: str | None = None,
        owner: str | None = None,
        kind: KpiKind | None = None,
        status: KpiStatus | None = None,
        plan: str | None = None,
    ) -> tuple[KpiDefinition, ...]:
        """Return the KPIs that meet every condition given, in library order."""
        wanted = {
            "service_area": service_area,
            "theme": theme,
            "owner": owner,
            "kind": kind,
            "status": status,
        }
        return tuple(
            definition
            for definition in self.definitions
            if all(value is None or getattr(definition, name) == value for name, value in wanted.items())
            and (plan is None or any(reference.plan == plan for reference in definition.named_in))
        )

    def search(self, text: str) -> tuple[KpiDefinition, ...]:
        """Return the KPIs that hold every word of a text in their name, short name, question or description.

        Capitals do not matter and part of a word is enough. Those with every word in their name come first,
        then library order. A blank text finds every KPI.
        """
        words = text.casefold().split()
        found = [d for d in self.definitions if all(word in _searched_text(d) for word in words)]
        return tuple(sorted(found, key=lambda d: not all(word in d.name.casefold() for word in words)))


def definitions_folder() -> Path:
    """Return the folder of definition files: that of LIBRARY_VARIABLE, else the one that comes with the program."""
    chosen = os.environ.get(LIBRARY_VARIABLE)
    return Path(chosen).expanduser().resolve() if chosen else DEFINITIONS


def load_library(
    folder: Path | None = None, cache_dir: Path | None = None, event_columns: EventColumns | None = None
) -> KpiLibrary:
    """Return the library of all files <folder>/<service area>/<id>.yaml; left out, of definitions_folder().

    `event_columns` maps each event table to its columns; left out, it is what EVENT_COLUMNS says. With a
    `cache_dir`, files that have not changed are not read again. KpiDefinitionError with every problem of
    every file; MetricsError if there is no file.
    """
    if event_columns is None:
        event_columns = json.loads(EVENT_COLUMNS.read_text(encoding="utf-8"))
    folder = folder or definitions_folder()
    paths = sorted(path for path in folder.rglob("*.y*ml") if path.is_file())
    if not paths:
        raise MetricsError(f"{folder} holds no KPI definition. Expected files like <service area>/<id>.yaml.")
    # The key is taken before the files are read: a file that changes meanwhile makes the copy stale, not wrong.
    key = _state_of_everything_read(folder, paths, event_columns) if cache_dir else ""
    copy = read_copy(cache_dir, key) if cache_dir else None
    if copy is None:
        copy = _read_all(folder, paths, event_columns)
        if cache_dir:
            write_copy(cache_dir, key, copy)
    return KpiLibrary(tuple(build_definition(values) for values in copy.definitions), copy.digest)


def _searched_text(definition: KpiDefinition) -> str:
    parts = (definition.name, definition.short_name, definition.question, definition.description)
    return "\n".join(parts).casefold()


def _state_of_everything_read(folder: Path, paths: Sequence[Path], event_columns: EventColumns) -> str:
    """Return a digest that changes when a definition, a register, the reader's code or a column changes."""
    here = Path(__file__).parent
    read = [*here.glob("*.py"), *REGISTERS.glob("*.yaml"), RECEIVED_TABLES]
    own_source = [path.read_bytes() for path in sorted(read)]
    stats = [(path, path.stat()) for path in paths]
    state = {
        "files": [
            (path.relative_to(folder).as_posix(), stat.st_size, stat.st_mtime_ns) for path, stat in stats
        ],
        "reader": hashlib.sha256(b"\0".join(own_source)).hexdigest(),
        "event_columns": {table: sorted(columns) for table, columns in sorted(event_columns.items())},
    }
    return hashlib.sha256(json.dumps(state).encode()).hexdigest()


def _read_all(folder: Path, paths: Sequence[Path], event_columns: EventColumns) -> LibraryCopy:
    registers = load_registers()
    known_ids = registers.known_ids()
    digest = hashlib.sha256()
    files: list[ReadFile] = []
    problems: list[Problem] = []
    for path in paths:
        file = PurePath(path.relative_to(folder))
        content = path.read_bytes()
        digest.update(f"{file.as_posix()}\0{len(content)}\0".encode() + content)
        if len(file.parts) != 2 or file.suffix != ".yaml":
            problems.append(
                Problem(file.as_posix(), 1, "is in the wrong place: expected <service area>/<id>.yaml.")
            )
        else:
            files.append(read_content(content, file, known_ids, event_columns))
    problems += [problem for file in files for problem in file.problems]
    problems += [
        *_unknown_companions(files),
        *_taken(files, "id"),
        *_taken(files, "name"),
        *_taken(files, "short_name"),
    ]
    if problems:
        raise KpiDefinitionError(problems)
    return LibraryCopy(
        digest.hexdigest(), sorted((file.values for file in files), key=_library_order(registers))
    )


def _library_order(registers: Registers) -> Callable[[Mapping[str, Any]], tuple[int, str]]:
    areas = registers.service_areas
    return lambda values: (areas[values["service_area"]].journey_order, values["name"])


def _unknown_companions(files: Sequence[ReadFile]) -> Iterator[Problem]:
    # Ids come from the file names, so that a file with a mistake in it is not also reported as absent.
    known = [PurePath(file.file).stem for file in files]
    for file in files:
        for index, kpi_id in enumerate(file.values.get("read_with", ())):
            if kpi_id is None or (kpi_id in known and kpi_id != file.values.get("id")):
                continue
            wrong = (
                "names the KPI itself. Remove it." if kpi_id in known else f"no KPI has the id '{kpi_id}'."
            )
            hint = "" if kpi_id in known else did_you_mean(kpi_id, known)
            yield Problem(file.file, file.lines[f"read_with[{index}]"], f"read_with: {wrong}{hint}")


def _taken(files: Sequence[ReadFile], key: str) -> Iterator[Problem]:
    """Yield a problem for every file whose value, capitals apart, another file has too."""
    holders: dict[str, list[ReadFile]] = defaultdict(list)
    for file in files:
        if key in file.values:
            holders[file.values[key].casefold()].append(file)
    for first, *others in holders.values():
        for file in others:
            message = f"{key}: '{file.values[key]}' is taken by {first.file}. Give each KPI its own."
            yield Problem(file.file, file.lines[key], message)
