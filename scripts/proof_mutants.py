"""Makes mutants of C# code: each takes one condition, bound, loss or statement of a rule away, or turns it round. See mutate-proof.py."""
import dataclasses
import random
import re

# What a rule would say that lets everything pass: the first input that has rows is handed on.
ROWS = "(Enumerable.Range(0, request.InputCount).Select(mutated => request[mutated]).FirstOrDefault(s => s is RowsState) ?? RowState.Shared)"
VALUES = ("((RowState?)Enumerable.Range(0, request.InputCount).Select(mutated => request[mutated]).OfType<RowsState>()"
          ".Select(s => new RowsState(s.Axis, s.Map)).FirstOrDefault() ?? RowState.Shared)")
OPENING, CLOSING = "([{", ")]}"
TEXT = re.compile(r'//[^\n]*|\$?@?"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\'')
MEMBER = re.compile(r"^    (?:public|private|internal|protected)\b[^\n;={(]*?(\w+|this)(?=[ ]*(?:\(|\{|\[|=|$))", re.M)
LOSS = re.compile(r"(?<![\w.])(?:(?:request|RowAnalysis)\.(?:Lost|Unsure|Places)|(?:ViewRows\.)?NotByRows|Lost|Blame)\(")
RULE = re.compile(r"(?:public|private) static RowState \w+\(RowRequest request[^)]*\)\s*(=>|\{)")
STATEMENT = re.compile(r"^ +(?:[\w.\[\]]+ (?:=|\+=|&=) |\([\w, ]+\) = |[\w.]+\()[^\n]*;$", re.M)
# What is looked for, what takes its place, and the kind: L lets more pass, S is stricter or something else.
SWAPS = [
    (r" == ", " != ", "S"), (r" != ", " == ", "S"),
    (r" <= ", " < ", "S"), (r" >= ", " > ", "S"), (r" < ", " <= ", "L"), (r" > ", " >= ", "L"), (r" < ", " > ", "S"), (r" > ", " < ", "S"),
    (r"(?<=[\w)]) \+ 1\b", "", "S"), (r"(?<=[\w)]) - 1\b", "", "L"), (r"(?<== )0(?=[;,])", "1", "L"), (r"(?<== )1(?=;)", "2", "L"),
    (r"\.Is\(0\)", ".Is(1)", "S"), (r"\.Is\(1\)", ".Is(2)", "S"), (r"\? 1 : 0", "? 0 : 0", "S"), (r"\? 1 : 0", "? 0 : 1", "S"),
    (r"\bis not (?=\w*State\b(?! \w))", "is ", "L"), (r"\bis (?=\w*State\b(?! \w| \{))", "is not ", "S"),
    # What an attribute is that is not set (`Bool("sorted", true)`) is declared, so that nobody asks.
    (r"(?<!_\", )\btrue\b", "false", "S"), (r"(?<!_\", )(?<!\"\", )\bfalse\b", "true", "L"), (r"\.Any\(", ".All(", "S"), (r"\.All\(", ".Any(", "L"),
    (r"Array\.TrueForAll\(", "Array.Exists(", "L"), (r"Array\.Exists\(", "Array.TrueForAll(", "L"), (r"Math\.Max\(", "Math.Min(", "S"),
    (r"(?<=\()!(?=[\w(])|(?<=&& )!(?=[\w(])|(?<=\|\| )!(?=[\w(])", "", "S"),
    # One part of a pattern.
    (r"\b(?:Axis|HasValues|IsNumber|Over|CoversAll|IsInOrder|KeepsTurns|Content|Counts|Value|IsKnown|HasSteps|Shrinks|IsOpen|Length|Number|Attributes|Map): "
     r"(?!var\b|\{ \})(?:not )?\(?(?:[\w.]+|>=? ?\d+)(?: or [\w.]+)*\)?, ", "", "L"),
    (r"(?<=\{ )(?:Axis|HasValues|IsNumber|Over|CoversAll|IsInOrder|KeepsTurns|Content|Counts|Map): "
     r"(?!var\b|\{ \})(?:not )?\(?(?:[\w.]+)(?: or [\w.]+)*\)?(?= \})", "", "L"),
    (r"(?:, )(?:Axis|HasValues|IsNumber|Over|CoversAll|IsInOrder|KeepsTurns|Content|Counts|Value|IsOpen|Length|Map): "
     r"(?!var\b|\{ \})(?:not )?\(?(?:[\w.]+|>=? ?\d+)(?: or [\w.]+)*\)?(?= \})", "", "L"),
    (r" or [A-Z][\w.]+", "", "S"), (r"[A-Z][\w.]+ or ", "", "S"), (r" when [^=\n]+(?= =>)", "", "L"),
    (r"\bat == rank\b", "true", "L"), (r"RowState\.Counted", "RowState.Shared", "L"), (r"(?<== )RowMap\.Rows\b", "map", "S"),
]


@dataclasses.dataclass
class Mutant:
    path: str
    line: int
    member: str
    kind: str
    begin: int
    end: int
    text: str
    old: str
    number: int = 0

    def __str__(self):
        short = lambda s: " ".join(s.split())[:70] or "nothing"
        return f"{self.number} {self.path}:{self.line} {self.member} [{self.kind}] {short(self.old)} -> {short(self.text)}"


def masked(source):
    """The same without comments and texts, character by character."""
    return TEXT.sub(lambda m: " " * len(m.group()) if m.group().startswith("//") else '"' + "_" * (len(m.group()) - 2) + '"', source)


def closing(code, at):
    """Where the bracket that opens at a place is closed."""
    depth = 0
    for i in range(at, len(code)):
        depth += (code[i] in OPENING) - (code[i] in CLOSING)
        if depth == 0:
            return i
    return len(code) - 1


def operand(code, at, step, operator):
    """From an operator to the end of its operand, to the right or to the left."""
    stops = [";", ",", " ? ", " : ", "=>", "||", " = "] + (["&&"] if operator == "&&" else []) + (["return ", "when "] if step < 0 else [])
    inner, outer = (OPENING, CLOSING) if step > 0 else (CLOSING, OPENING)
    depth = 0
    while 0 <= at < len(code):
        if code[at] in outer and depth == 0:
            return at if step > 0 else at + 1
        depth += (code[at] in inner) - (code[at] in outer)
        for stop in stops if depth == 0 else []:
            if operator == "||" and stop == "||" and step < 0 and code.startswith(stop, at):
                return None
            if code.startswith(stop, at if step > 0 else at - len(stop) + 1) and not (step < 0 and at - len(stop) + 1 < 0):
                return None if step < 0 and stop == operator else at if step > 0 else at + 1
        at += step
    return at


def is_needed(code, begin, end):
    """Whether a part of a condition declares a variable that is used behind it: without it, the code does not compile."""
    names = re.findall(r"(?:\bvar|State|\}|\]|\bint|\blong) (\w+)(?= *(?:&&|\|\||\)|,|\}|\]|\?|$|\n|;))", code[begin:end])
    until = code.find("\n    }", end) if code.find("\n    }", end) >= 0 else len(code)
    return any(re.search(rf"\b{name}\b", code[end:until]) for name in names)


def mutants_of(path, source):
    code = masked(source)
    members = [(m.start(), m.group(1)) for m in MEMBER.finditer(code)]
    made = {}

    def add(kind, begin, end, text):
        old = source[begin:end]
        changed = source[:begin] + text + source[end:]
        if changed == source or changed in made or not members or begin < members[0][0]:
            return
        member = [name for at, name in members if at <= begin][-1]
        made[changed] = Mutant(path, source.count("\n", 0, begin) + 1, member, kind, begin, end, text, old)

    for match in re.finditer(r"&&|\|\|", code):
        operator, at = match.group(), match.start()
        right = operand(code, match.end(), 1, operator)
        if not is_needed(code, at, right):
            add("L", at, right, "")
        left = operand(code, at - 1, -1, operator)
        if left is None:
            continue
        begin = left + len(code[left:at]) - len(code[left:at].lstrip())
        if not is_needed(code, begin, at):
            add("L", begin, match.end() + 1, "")
            add("L", at, match.end(), "||" if operator == "&&" else "&&")
    for match in re.finditer(r"\bif \(", code):
        end = closing(code, match.end() - 1)
        if not is_needed(code, match.end(), end):
            add("L", match.end(), end, "false")
            add("S", match.end(), end, "true")
    for match in LOSS.finditer(code):
        if re.search(r"RowState |OutputProof |LostState |override ", code[max(0, match.start() - 12):match.start()]):
            continue
        end = closing(code, match.end() - 1) + 1
        text = "OutputProof.Proved" if "Blame" in match.group() else "RowState.Shared" if "/Analyses/" in path else VALUES if "Places" in match.group() else ROWS
        add("L", match.start(), end, text)
    for match in RULE.finditer(code):
        if match.group(1) == "{":
            add("L", match.end(), match.end(), f" if (request.InputCount >= 0) return {ROWS};")
        else:
            end, depth = match.end(), 0
            while code[end] != ";" or depth:
                depth += (code[end] in OPENING) - (code[end] in CLOSING)
                end += 1
            add("L", match.end(), end, " " + ROWS)
    for match in STATEMENT.finditer(code):
        if not re.match(r" +(?:return|throw|using)\b", match.group()):
            add("S", match.start(), match.end(), "            ;")
    for pattern, text, kind in SWAPS:
        for match in re.finditer(pattern, code):
            add(kind, match.start(), match.end(), text)
    return sorted(made.values(), key=lambda m: (m.begin, m.end, m.text))


def sample(mutants, count, seed):
    """So many of them, in turns from each member of each file, those that let more pass first."""
    chance, groups = random.Random(seed), {}
    for mutant in mutants:
        groups.setdefault((mutant.path, mutant.member), []).append(mutant)
    for group in groups.values():
        chance.shuffle(group)
        group.sort(key=lambda m: m.kind)
    turns = [group[i] for i in range(max(map(len, groups.values()))) for group in groups.values() if i < len(group)]
    return sorted(turns[:count], key=lambda m: m.number)
