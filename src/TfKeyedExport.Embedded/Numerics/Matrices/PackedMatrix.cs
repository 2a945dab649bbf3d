using System.Runtime.InteropServices;

namespace TfKeyedExport.Embedded.Numerics.Matrices;

/// <summary>
/// A constant right-hand matrix [depth, columns] laid out for the product: panels of <see cref="PanelWidth"/> columns, each panel
/// row after row, the last one filled up with zeros, so that the innermost loop reads memory in order. An optional bias is laid out the same way.
/// </summary>
internal sealed unsafe class PackedMatrix : IDisposable
{
    /// <summary>Columns of one panel: two of the widest registers.</summary>
    public const int PanelWidth = 32;

    private const int Alignment = 64;

    // A row by itself reads whole pairs of registers, and of the bias a pair more than there are.
    private const int ReadAhead = PanelWidth * sizeof(float);

    /// <summary>Packs a row-major matrix.</summary>
    /// <param name="matrix">The elements; [depth, columns], or [columns, depth] if <paramref name="transposed"/>.</param>
    /// <param name="depth">Rows: what the product sums over.</param>
    /// <param name="columns">Columns of the product.</param>
    /// <param name="transposed">Whether the elements are stored column after column.</param>
    /// <param name="bias">Added to every row of the product; empty for none.</param>
    public PackedMatrix(ReadOnlySpan<float> matrix, int depth, int columns, bool transposed, ReadOnlySpan<float> bias)
    {
        Depth = depth;
        Columns = columns;
        Panels = (columns + PanelWidth - 1) / PanelWidth;
        nuint panelBytes = checked((nuint)Panels * PanelWidth * ((nuint)depth + 1) * sizeof(float));
        nuint columnBytes = columns == 1 ? (nuint)depth * sizeof(float) : 0;
        Data = (float*)NativeMemory.AlignedAlloc(Math.Max(panelBytes + columnBytes + ReadAhead, Alignment), Alignment);
        Bias = Data + ((nint)Panels * PanelWidth * depth);
        for (int panel = 0; panel < Panels; panel++)
        {
            int first = panel * PanelWidth;
            float* target = Panel(panel);
            for (int row = 0; row < depth; row++)
            {
                for (int column = 0; column < PanelWidth; column++)
                {
                    int source = first + column;
                    *target++ = source >= columns ? 0 : transposed ? matrix[(source * depth) + row] : matrix[(row * columns) + source];
                }
            }
        }
        var biases = new Span<float>(Bias, Panels * PanelWidth);
        biases.Clear();
        bias.CopyTo(biases);
        if (columns == 1)
        {
            FirstColumn = Bias + PanelWidth;
            matrix[..depth].CopyTo(new Span<float>(FirstColumn, depth));
        }
    }

    /// <summary>Frees the memory.</summary>
    ~PackedMatrix() => Free();

    /// <summary>Rows: what the product sums over.</summary>
    public int Depth { get; }

    /// <summary>Columns of the product.</summary>
    public int Columns { get; }

    /// <summary>The number of panels.</summary>
    public int Panels { get; }

    /// <summary>One value a column, zeros if there is no bias; filled up to whole panels.</summary>
    public float* Bias { get; }

    /// <summary>The elements of a matrix of a single column, in order; null if there are more columns.</summary>
    public float* FirstColumn { get; }

    private float* Data { get; set; }

    /// <summary>Where one panel starts.</summary>
    public float* Panel(int panel) => Data + ((nint)panel * PanelWidth * Depth);

    /// <inheritdoc/>
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        NativeMemory.AlignedFree(Data);
        Data = null;
    }
}
