namespace TfKeyedExport.Embedded.Text.Regexes;

/// <summary>Runs a program over a text: all its threads side by side, in time linear in the text. One caller at a time.</summary>
internal sealed class RegexMatcher
{
    private readonly RegexProgram _program;
    private readonly int[] _best;
    private readonly int[] _scratch;
    private readonly Stack<Pending> _pending = new();
    private ThreadList _current;
    private ThreadList _next;
    private int _slots;

    /// <summary>Makes a matcher with room for the program's groups.</summary>
    public RegexMatcher(RegexProgram program)
    {
        _program = program;
        int slots = (program.Groups + 1) * 2;
        _best = new int[slots];
        _scratch = new int[slots];
        _current = new ThreadList(program.Steps.Length, slots);
        _next = new ThreadList(program.Steps.Length, slots);
    }

    /// <summary>Where each group of the last match begins and ends, the whole match first; -1 for a group that took no part.</summary>
    public ReadOnlySpan<int> Bounds => _best;

    /// <summary>Finds the leftmost match from a place on; among those that begin there, the preferred one.</summary>
    /// <param name="text">The whole text, which decides what the conditions on places see.</param>
    /// <param name="from">Where to start to look.</param>
    /// <param name="groups">How many groups' bounds are wanted, the whole match not counted.</param>
    public bool Find(ReadOnlySpan<byte> text, int from, int groups) => Run(text, from, groups, false);

    /// <summary>Whether the whole text can be matched.</summary>
    public bool MatchesWhole(ReadOnlySpan<byte> text) => Run(text, 0, 0, true);

    private bool Run(ReadOnlySpan<byte> text, int from, int groups, bool whole)
    {
        _slots = (groups + 1) * 2;
        bool found = false;
        bool anchored = whole || _program.IsAnchored;
        _current.Clear();
        for (int at = from; ; at++)
        {
            if (_current.Count == 0)
            {
                if (found || (anchored && at > 0))
                    break;
                if (_program.FirstBytes is { } first && !anchored)
                {
                    int skip = text[at..].IndexOfAny(first);
                    if (skip < 0)
                        break;
                    at += skip;
                }
            }
            if (!found && (!anchored || at == 0))
            {
                _scratch.AsSpan(0, _slots).Fill(-1);
                Follow(_current, _program.Start, text, at);
            }
            _next.Clear();
            found |= StepAll(text, at, whole);
            if (at == text.Length)
                break;
            (_current, _next) = (_next, _current);
        }
        return found;
    }

    /// <summary>Takes one byte in every thread; true if the best match was replaced by a better one.</summary>
    private bool StepAll(ReadOnlySpan<byte> text, int at, bool whole)
    {
        int b = at < text.Length ? text[at] : -1;
        for (int i = 0; i < _current.Count; i++)
        {
            Step step = _program.Steps[_current.Step(i)];
            int target = -1;
            switch (step.Kind)
            {
                case StepKind.Match:
                    if (whole && b >= 0)
                        continue;
                    _current.Slots(i, _slots).CopyTo(_best);
                    return true;
                case StepKind.Range:
                    if (b >= (step.Argument & 0xFF) && b <= step.Argument >> 8)
                        target = step.Next;
                    break;
                case StepKind.Table:
                    if (b >= 0)
                        target = _program.Tables[step.Argument][b];
                    break;
            }
            if (target < 0)
                continue;
            _current.Slots(i, _slots).CopyTo(_scratch);
            Follow(_next, target, text, at + 1);
        }
        return false;
    }

    /// <summary>Adds the steps that are reached without taking a byte, in order of preference.</summary>
    private void Follow(ThreadList list, int start, ReadOnlySpan<byte> text, int at)
    {
        _pending.Push(new Pending(start, -1, 0));
        while (_pending.TryPop(out Pending pending))
        {
            if (pending.Slot >= 0)
            {
                _scratch[pending.Slot] = pending.Value;
                continue;
            }
            int number = pending.Step;
            while (number >= 0 && list.TryEnter(number))
            {
                Step step = _program.Steps[number];
                switch (step.Kind)
                {
                    case StepKind.Split:
                        _pending.Push(new Pending(step.Argument, -1, 0));
                        number = step.Next;
                        break;
                    case StepKind.Mark:
                        if (step.Argument < _slots)
                        {
                            _pending.Push(new Pending(0, step.Argument, _scratch[step.Argument]));
                            _scratch[step.Argument] = at;
                        }
                        number = step.Next;
                        break;
                    case StepKind.Look:
                        number = Holds((Place)step.Argument, text, at) ? step.Next : -1;
                        break;
                    default:
                        list.Add(number, _scratch.AsSpan(0, _slots));
                        number = -1;
                        break;
                }
            }
        }
    }

    private static bool Holds(Place place, ReadOnlySpan<byte> text, int at) => place switch
    {
        Place.BeginText => at == 0,
        Place.EndText => at == text.Length,
        Place.BeginLine => at == 0 || text[at - 1] == (byte)'\n',
        Place.EndLine => at == text.Length || text[at] == (byte)'\n',
        Place.WordBoundary => IsBoundary(text, at),
        Place.NoWordBoundary => !IsBoundary(text, at),
        _ => true,
    };

    private static bool IsBoundary(ReadOnlySpan<byte> text, int at) =>
        (at > 0 && IsWord(text[at - 1])) != (at < text.Length && IsWord(text[at]));

    private static bool IsWord(byte b) => char.IsAsciiLetterOrDigit((char)b) || b == (byte)'_';

    /// <summary>Something left to do: a step to follow, or (with a slot) a slot's value to put back.</summary>
    private readonly record struct Pending(int Step, int Slot, int Value);
}
