using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Linear;

/// <summary>The equation of an <c>Einsum</c>: a letter for every dimension of every operand, dots for any further ones.</summary>
internal sealed class EinsumEquation
{
    /// <summary>The number of labels: letters of both cases, then the dimensions that dots stand for, the last one first.</summary>
    public const int Labels = 52 + Value.MaxRank;

    private const char Dots = '.';

    private readonly string[] _inputs;
    private readonly string _output;

    private EinsumEquation(string[] inputs, string output)
    {
        _inputs = inputs;
        _output = output;
        HasDiagonalOutput = output.Distinct().Count() != output.Length;
    }

    /// <summary>The number of inputs.</summary>
    public int InputCount => _inputs.Length;

    /// <summary>Whether a letter stands twice in the output, so that parts of it stay zero.</summary>
    public bool HasDiagonalOutput { get; }

    /// <summary>Reads an equation; null if it is not one.</summary>
    public static EinsumEquation? Parse(string equation)
    {
        string text = equation.Replace(" ", "", StringComparison.Ordinal).Replace("...", ".", StringComparison.Ordinal);
        string[] sides = text.Split("->");
        if (sides.Length != 2)
            return null;
        string[] inputs = sides[0].Split(',');
        bool Valid(string labels) => labels.All(c => c == Dots || char.IsAsciiLetter(c)) && labels.Count(c => c == Dots) <= 1;
        if (!inputs.All(Valid) || !Valid(sides[1]) || sides[1].Any(c => c != Dots && !inputs.Any(i => i.Contains(c, StringComparison.Ordinal))))
            return null;
        return new EinsumEquation(inputs, sides[1]);
    }

    /// <summary>Works out the label of each dimension of an input.</summary>
    /// <returns>The number of dimensions that dots stand for.</returns>
    public int InputLabels(int input, int rank, Span<int> labels) => Expand(_inputs[input], rank, labels);

    /// <summary>Works out the labels of the output.</summary>
    /// <param name="dotted">The number of dimensions that dots stand for.</param>
    /// <param name="labels">Receives the labels.</param>
    /// <returns>The rank of the output.</returns>
    public int OutputLabels(int dotted, Span<int> labels)
    {
        bool dots = _output.Contains(Dots, StringComparison.Ordinal);
        int rank = _output.Length - (dots ? 1 : 0) + (dots ? dotted : 0);
        if (rank > Value.MaxRank)
            throw KernelContext.Error($"the result would have more than {Value.MaxRank} dimensions");
        Expand(_output, rank, labels);
        return rank;
    }

    private static int Expand(string term, int rank, Span<int> labels)
    {
        bool dots = term.Contains(Dots, StringComparison.Ordinal);
        int dotted = rank - (term.Length - (dots ? 1 : 0));
        if (dotted < 0 || (dotted > 0 && !dots))
            throw KernelContext.Error($"the equation's term {term.Replace(".", "...", StringComparison.Ordinal)} does not fit {rank} dimensions");
        int at = 0;
        foreach (char c in term)
        {
            if (c != Dots)
            {
                labels[at++] = char.IsAsciiLetterLower(c) ? c - 'a' : c - 'A' + 26;
                continue;
            }
            for (int i = dotted - 1; i >= 0; i--)
                labels[at++] = 52 + i;
        }
        return dotted;
    }
}
