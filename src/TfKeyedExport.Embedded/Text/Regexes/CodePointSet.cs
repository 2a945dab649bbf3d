using System.Runtime.InteropServices;

namespace TfKeyedExport.Embedded.Text.Regexes;

/// <summary>A set of code points, held as ranges.</summary>
internal sealed class CodePointSet
{
    private readonly List<(int First, int Last)> _ranges = [];
    private bool _tidy = true;

    /// <summary>The ranges, in order, without overlap or touching neighbours.</summary>
    public ReadOnlySpan<(int First, int Last)> Ranges
    {
        get
        {
            Tidy();
            return CollectionsMarshal.AsSpan(_ranges);
        }
    }

    /// <summary>A set of one code point.</summary>
    public static CodePointSet Of(int codePoint) => new CodePointSet().Add(codePoint, codePoint);

    /// <summary>Adds a range, both ends included.</summary>
    public CodePointSet Add(int first, int last)
    {
        if (first <= last)
        {
            _ranges.Add((first, last));
            _tidy = false;
        }
        return this;
    }

    /// <summary>Adds another set.</summary>
    public CodePointSet Add(CodePointSet other)
    {
        foreach ((int first, int last) in other.Ranges)
            Add(first, last);
        return this;
    }

    /// <summary>Adds every code point that differs from one in the set by case only.</summary>
    public CodePointSet AddOtherCases()
    {
        foreach ((int first, int last) in Ranges.ToArray())
            CaseOrbits.AddOthers(first, last, this);
        return this;
    }

    /// <summary>All code points that are not in the set.</summary>
    public CodePointSet Complement()
    {
        var others = new CodePointSet();
        int next = 0;
        foreach ((int first, int last) in Ranges)
        {
            others.Add(next, first - 1);
            next = last + 1;
        }
        return others.Add(next, Utf8.MaxCodePoint);
    }

    private void Tidy()
    {
        if (_tidy)
            return;
        _ranges.Sort();
        int kept = 0;
        for (int i = 1; i < _ranges.Count; i++)
        {
            if (_ranges[i].First <= _ranges[kept].Last + 1)
                _ranges[kept] = (_ranges[kept].First, Math.Max(_ranges[kept].Last, _ranges[i].Last));
            else
                _ranges[++kept] = _ranges[i];
        }
        _ranges.RemoveRange(kept + 1, _ranges.Count - kept - 1);
        _tidy = true;
    }
}
