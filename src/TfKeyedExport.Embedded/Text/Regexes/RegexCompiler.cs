using System.Buffers;

namespace TfKeyedExport.Embedded.Text.Regexes;

/// <summary>Turns a parsed expression into a program over bytes.</summary>
internal sealed class RegexCompiler
{
    private const int MostSteps = 200_000;
    private const int MostTables = 8_000;

    private readonly List<Step> _steps = [];
    private readonly List<int[]> _tables = [];

    /// <summary>Compiles an expression.</summary>
    /// <exception cref="RegexSyntaxException">The program would be too large.</exception>
    public static RegexProgram CompileWhole(RegexNode node, int groups)
    {
        var compiler = new RegexCompiler();
        int match = compiler.Emit(StepKind.Match, 0, 0);
        int body = compiler.Compile(new RegexNode.Group(0, node), match);
        bool[] first = new bool[256];
        bool empty = compiler.CollectFirst(body, first, []);
        return new RegexProgram
        {
            Steps = [.. compiler._steps],
            Tables = [.. compiler._tables],
            Start = body,
            Groups = groups,
            FirstBytes = empty ? null : SearchValues.Create(Enumerable.Range(0, 256).Where(b => first[b]).Select(b => (byte)b).ToArray()),
            IsOneByte = !empty && node is RegexNode.OneOf one && IsAscii(one.Set),
            IsAnchored = StartsAtBeginning(node),
        };
    }

    private static bool IsAscii(CodePointSet set)
    {
        ReadOnlySpan<(int First, int Last)> ranges = set.Ranges;
        return ranges.Length > 0 && ranges[^1].Last < 0x80;
    }

    private static bool StartsAtBeginning(RegexNode node) => node switch
    {
        RegexNode.Look look => look.Place == Place.BeginText,
        RegexNode.Sequence sequence => StartsAtBeginning(sequence.Parts[0]),
        RegexNode.Group group => StartsAtBeginning(group.Body),
        RegexNode.Choice choice => choice.Parts.All(StartsAtBeginning),
        _ => false,
    };

    private int Emit(StepKind kind, int next, int argument)
    {
        if (_steps.Count == MostSteps)
            throw new RegexSyntaxException("pattern too large - compile failed");
        _steps.Add(new Step(kind, next, argument));
        return _steps.Count - 1;
    }

    /// <summary>Compiles back to front: <paramref name="next"/> is the step that follows.</summary>
    private int Compile(RegexNode node, int next)
    {
        switch (node)
        {
            case RegexNode.Empty:
                return next;
            case RegexNode.OneOf oneOf:
                return CodePoints(oneOf.Set, next);
            case RegexNode.AnyByte:
                return Emit(StepKind.Range, next, 0xFF00);
            case RegexNode.Look look:
                return Emit(StepKind.Look, next, (int)look.Place);
            case RegexNode.Group group:
                int end = Emit(StepKind.Mark, next, (group.Number * 2) + 1);
                return Emit(StepKind.Mark, Compile(group.Body, end), group.Number * 2);
            case RegexNode.Repeat repeat:
                return Repeated(repeat, next);
            case RegexNode.Sequence sequence:
                for (int i = sequence.Parts.Count - 1; i >= 0; i--)
                    next = Compile(sequence.Parts[i], next);
                return next;
            case RegexNode.Choice choice:
                int last = Compile(choice.Parts[^1], next);
                for (int i = choice.Parts.Count - 2; i >= 0; i--)
                    last = Emit(StepKind.Split, Compile(choice.Parts[i], next), last);
                return last;
            default:
                throw new InvalidOperationException($"no way to compile {node.GetType().Name}");
        }
    }

    private int Repeated(RegexNode.Repeat repeat, int next)
    {
        if (repeat.Most < 0)
        {
            int start = repeat.Least <= 1 ? Loop(repeat.Body, next, repeat.Greedy, repeat.Least == 0) : Loop(repeat.Body, next, repeat.Greedy, false);
            for (int i = 1; i < repeat.Least; i++)
                start = Compile(repeat.Body, start);
            return start;
        }
        int tail = next;
        for (int i = repeat.Least; i < repeat.Most; i++)
            tail = Fork(Compile(repeat.Body, tail), next, repeat.Greedy);
        for (int i = 0; i < repeat.Least; i++)
            tail = Compile(repeat.Body, tail);
        return tail;
    }

    /// <summary>One or more (or none): the body, and a step that goes back to it or on.</summary>
    private int Loop(RegexNode body, int next, bool greedy, bool mayBeSkipped)
    {
        int back = Emit(StepKind.Split, 0, 0);
        int start = Compile(body, back);
        _steps[back] = greedy ? new Step(StepKind.Split, start, next) : new Step(StepKind.Split, next, start);
        if (!mayBeSkipped)
            return start;
        // A body that can match nothing must be tried once before it is given up: its groups are set then.
        return body.Nullable ? Fork(start, next, greedy) : back;
    }

    private int Fork(int body, int next, bool greedy) =>
        greedy ? Emit(StepKind.Split, body, next) : Emit(StepKind.Split, next, body);

    private int CodePoints(CodePointSet set, int next)
    {
        List<ByteRanges> sequences = ByteRanges.Of(set);
        return sequences.Count == 0 ? Emit(StepKind.Fail, 0, 0) : Level(sequences, 0, sequences.Count, 0, next, []);
    }

    /// <summary>Compiles sequences that share their bytes before <paramref name="depth"/>; equal tails are shared.</summary>
    private int Level(List<ByteRanges> sequences, int from, int to, int depth, int next, Dictionary<string, int> shared)
    {
        var branches = new List<(byte First, byte Last, int Target)>();
        for (int i = from; i < to;)
        {
            (byte first, byte last) = sequences[i][depth];
            int end = i + 1;
            while (end < to && sequences[end][depth] == (first, last))
                end++;
            int target = sequences[i].Length == depth + 1 ? next : Level(sequences, i, end, depth + 1, next, shared);
            branches.Add((first, last, target));
            i = end;
        }
        string key = string.Join(' ', branches);
        if (!shared.TryGetValue(key, out int step))
            shared[key] = step = Branches(branches);
        return step;
    }

    private int Branches(List<(byte First, byte Last, int Target)> branches)
    {
        if (branches.Count == 1)
            return Emit(StepKind.Range, branches[0].Target, branches[0].First | (branches[0].Last << 8));
        if (_tables.Count == MostTables)
            throw new RegexSyntaxException("pattern too large - compile failed");
        int[] table = new int[256];
        Array.Fill(table, -1);
        foreach ((byte first, byte last, int target) in branches)
            table.AsSpan(first, last - first + 1).Fill(target);
        _tables.Add(table);
        return Emit(StepKind.Table, 0, _tables.Count - 1);
    }

    /// <summary>Notes the bytes that a match from a step can begin with; true if it may be empty.</summary>
    private bool CollectFirst(int start, bool[] bytes, HashSet<int> seen)
    {
        var open = new Stack<int>([start]);
        bool empty = false;
        while (open.TryPop(out int number))
        {
            if (!seen.Add(number))
                continue;
            Step step = _steps[number];
            switch (step.Kind)
            {
                case StepKind.Match:
                    empty = true;
                    break;
                case StepKind.Split:
                    open.Push(step.Next);
                    open.Push(step.Argument);
                    break;
                case StepKind.Mark or StepKind.Look:
                    open.Push(step.Next);
                    break;
                case StepKind.Range:
                    bytes.AsSpan(step.Argument & 0xFF, (step.Argument >> 8) - (step.Argument & 0xFF) + 1).Fill(true);
                    break;
                case StepKind.Table:
                    for (int b = 0; b < 256; b++)
                        bytes[b] |= _tables[step.Argument][b] >= 0;
                    break;
            }
        }
        return empty;
    }
}
