"""Compiles many mutants of C# code into one: each gets a copy of the member that it is in, and a switch says which copy is called. See mutate-proof.py."""
import collections
import dataclasses
import re

import proof_mutants
from proof_mutants import CLOSING, OPENING, closing

# The switch, and the members that were reached, each by the number of its first mutant. It stands in the mutants' tree only.
NAME, VARIABLE = "Mutation", "TFKEYED_MUTANT"
SWITCH = f"""namespace TfKeyedExport;
internal static class {NAME}
{{
    public static int Active = int.TryParse(System.Environment.GetEnvironmentVariable("{VARIABLE}"), out int number) ? number : -1;
    public static System.Collections.Generic.HashSet<int>? Reached;
    public static int In(int member)
    {{
        Reached?.Add(member);
        return Active;
    }}
}}
"""
TYPE = re.compile(r"\b(class|record|struct|interface|enum)\b")
ACCESS = re.compile(r"\b(?:public|private|protected|internal|override|virtual|abstract|sealed|new)\s+")


@dataclasses.dataclass
class Member:
    begin: int
    header: int  # where its header ends
    end: int
    kind: str  # method, property, value (with an initial value), or other


def until_semicolon(code, at):
    depth = 0
    while code[at] != ";" or depth:
        depth += (code[at] in OPENING) - (code[at] in CLOSING)
        at += 1
    return at + 1


def members(code, at, end):
    """The members of the types in a part of code without comments and texts."""
    while True:
        while at < end and code[at].isspace():
            at += 1
        if at >= end:
            return
        begin, depth = at, 0
        while at < end and (depth or not (code[at] in ";{=")):
            depth += (code[at] in "([") - (code[at] in ")]")
            at += 1
        if at >= end:
            return
        header = code[begin:at]
        if code[at] == ";":
            at += 1
        elif code[at] == "{" and (TYPE.search(header) or header.startswith("namespace")):
            close = closing(code, at)
            if not re.search(r"\benum\b", header):
                yield from members(code, at + 1, close)
            at = close + 1
        elif code[at] == "{":
            header_end, at = at, closing(code, at) + 1
            following = re.match(r"\s*=(?!>)", code[at:])
            if "(" in header:
                yield Member(begin, header_end, at, "method")
            elif following:
                header_end, at = at, until_semicolon(code, at)
                yield Member(begin, header_end, at, "value")
            else:
                yield Member(begin, header_end, at, "other")
        else:
            header_end, at = at, until_semicolon(code, at)
            kind = "other" if "const " in header else "value" if code[header_end + 1] != ">" else "method" if re.search(r"[(\[]", header) else "property"
            yield Member(begin, header_end, at, kind)


def split(parameters):
    parts, depth, begin = [], 0, 0
    for i, c in enumerate(parameters):
        depth += (c in "([{<") - (c in ")]}>")
        if c == "," and depth == 0:
            parts.append(parameters[begin:i])
            begin = i + 1
    return [p for p in [*parts, parameters[begin:]] if p.strip()]


def given(parameter):
    """A parameter, as it is handed on."""
    words = re.sub(r"\s=\s.*", "", parameter).split()
    return f"{words[0]} {words[-1]}" if words[0] in ("out", "ref", "in") else words[-1]


class Schemata:
    """A source with all its mutants, but those that were dropped."""

    def __init__(self, path, source, mutants):
        self.source = source
        self.copies = []  # the mutants of lines, from the first line of each to its last
        self.left = []  # what cannot be switched
        self.at_start = set()  # numbers of those that must be chosen before the program begins
        self.member = {}  # by a mutant's number, its member's; -1 if it does not tell when it is reached
        code = proof_mutants.masked(source)
        found, held = list(members(code, 0, len(code))), collections.defaultdict(list)
        for mutant in mutants:
            member = next((m for m in found if m.begin <= mutant.begin and mutant.end <= m.end), None)
            if member is None or member.kind == "other" or mutant.begin < member.header:
                self.left.append(mutant)
            else:
                held[member.begin].append(mutant)
        parts, at = [], 0
        for member in found:
            if held[member.begin]:
                parts.append((None, source[at:member.begin]))
                parts += self.switched(member, code, held[member.begin])
                at = member.end
        parts.append((None, source[at:]))
        self.text = ""
        for mutant, text in parts:
            first = self.text.count("\n") + 1
            self.text += text
            if mutant is not None:
                self.copies.append((first, first + text.count("\n"), mutant))

    def mutated(self, mutant, begin, end):
        return self.source[begin:mutant.begin] + mutant.text + self.source[mutant.end:end]

    def switched(self, member, code, mutants):
        header = self.source[member.begin:member.header]
        self.member |= {m.number: -1 if member.kind == "value" else mutants[0].number for m in mutants}
        if member.kind == "value":
            self.at_start |= {m.number for m in mutants if re.search(r"\bstatic\b", code[member.begin:member.header])}
            begin = member.header + code[member.header:].index("=") + 1
            yield None, self.source[member.begin:begin]
            for mutant in mutants:
                yield mutant, f"\n{NAME}.Active == {mutant.number} ? ({self.mutated(mutant, begin, member.end - 1)}) :\n"
            yield None, self.source[begin:member.end]
            return
        plain = ACCESS.sub("", header)
        opening = "(" if member.kind == "method" and not re.search(r"\bthis\s*\[", header) else "["
        is_property = member.kind == "property"
        at = len(plain.rstrip()) if is_property else self.parameters(plain, opening)
        name = re.search(r"(\w+)(<[\w, ]+>)?\s*$", plain[:at])
        rest = plain[at:]
        handed = ""
        if not is_property:
            close = closing(rest, 0)
            handed = "(" + ", ".join(map(given, split(rest[1:close]))) + ")"
            rest = f"({rest[1:close]}){rest[close + 1:]}"
        # A rule that is handed on as a function is called by other parameters than its copies.
        call = lambda number: f"{name.group(1)}_m{number}{name.group(2) or ''}{handed}"
        returns = "" if re.search(r"\bvoid\s+$", plain[:name.start()]) else "return "
        lines = [f"case {m.number}: {returns}{call(m.number)};{'' if returns else ' return;'}" for m in mutants]
        body = f"switch ({NAME}.In({mutants[0].number})) {{ {' '.join(lines)} default: {returns}{call('none')};{'' if returns else ' return;'} }}"
        yield None, f"{header.rstrip()} {{ {body} }}\n" if opening == "(" and not is_property else f"{header.rstrip()} {{ get {{ {body} }} }}\n"
        start = f"\nprivate {plain[:name.start()]}{name.group(1)}_m"
        for mutant in mutants:
            yield mutant, f"{start}{mutant.number}{name.group(2) or ''}{rest}{self.mutated(mutant, member.header, member.end)}\n"
        yield None, f"{start}none{name.group(2) or ''}{rest}{self.source[member.header:member.end]}\n"

    @staticmethod
    def parameters(header, opening):
        """Where the parameters begin: the bracket that is closed last, but for the tuple that a method may give."""
        for match in re.finditer(r"\w(?:<[\w, ]+>)?(" + re.escape(opening) + ")", header):
            return match.start(1)
        raise ValueError(header)

    def broken(self, line):
        """The mutant of a line that does not compile."""
        return next((m for first, last, m in self.copies if first <= line <= last), None)
