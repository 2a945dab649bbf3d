using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Arrays;

/// <summary>
/// Diagonals of matrices: <c>MatrixDiag</c> makes matrices of them, <c>MatrixDiagPart</c> takes them out, <c>MatrixSetDiag</c> replaces them.
/// </summary>
/// <remarks>The newer versions know bands of several diagonals, each a row that is aligned to the left or to the right.</remarks>
internal sealed class MatrixDiagKernel : Kernel
{
    private readonly DiagonalWork _work;
    private readonly bool _banded;
    private readonly DiagonalAlignment _alignment;

    public MatrixDiagKernel(KernelRequest request, DiagonalWork work)
    {
        _work = work;
        _banded = request.OperationName.EndsWith("V2", StringComparison.Ordinal) || request.OperationName.EndsWith("V3", StringComparison.Ordinal);
        _alignment = new DiagonalAlignment(request.Attributes.Has("align") ? request.Attributes.Text("align") : "LEFT_LEFT");
    }

    public override void Run(KernelContext context)
    {
        Value input = context.Input(0);
        int bandInput = _work == DiagonalWork.Set ? 2 : 1;
        long low = 0, high = 0;
        if (_banded)
        {
            Value band = context.Input(bandInput);
            if (band.Rank > 1 || band.Count is < 1 or > 2)
                throw context.ShapeError(bandInput, "it must be one number or two");
            (low, high) = (context.Integer(bandInput), context.Integer(bandInput, band.Count - 1));
        }
        if (low > high)
            throw KernelContext.Error($"the lowest diagonal ({low}) must not be above the highest ({high})");
        int padding = _work == DiagonalWork.Make ? 4 : 2;
        if (_banded && _work != DiagonalWork.Set && context.Input(padding).Rank != 0)
            throw context.ShapeError(padding, "the value that fills up must be a scalar");
        switch (_work)
        {
            case DiagonalWork.Make:
                Make(context, input, (int)low, (int)high);
                break;
            case DiagonalWork.Take:
                Take(context, input, new DiagonalBand(context, input, low, high, _alignment));
                break;
            default:
                Set(context, input, new DiagonalBand(context, input, low, high, _alignment));
                break;
        }
    }

    private void Make(KernelContext context, Value diagonals, int low, int high)
    {
        int several = high > low ? 1 : 0, count = checked(high - low + 1);
        if (diagonals.Rank < 1 + several || (several == 1 && diagonals.Dim(diagonals.Rank - 2) != count))
            throw context.ShapeError(0, $"it must hold {count} diagonals");
        long longest = diagonals.Shape[^1], rows = _banded ? context.Integer(2) : -1, columns = _banded ? context.Integer(3) : -1;
        long leastRows = longest - Math.Min(high, 0), leastColumns = longest + Math.Max(low, 0);
        if (rows == -1 && columns == -1)
            rows = columns = Math.Max(leastRows, leastColumns);
        else if (rows == -1)
            rows = leastRows;
        else if (columns == -1)
            columns = leastColumns;
        if (rows < leastRows || columns < leastColumns || (rows != leastRows && columns != leastColumns))
            throw KernelContext.Error($"diagonals {low} to {high} of {longest} elements do not make matrices of [{rows}, {columns}]");
        Span<long> shape = stackalloc long[diagonals.Rank - several + 1];
        diagonals.Shape[..^(1 + several)].CopyTo(shape);
        (shape[^2], shape[^1]) = (rows, columns);
        var band = new DiagonalBand((int)rows, (int)columns, low, high, _alignment);
        if (band.Longest != longest)
            throw KernelContext.Error($"diagonals {low} to {high} of [{rows}, {columns}] are {band.Longest} long, not {longest}");
        Appender result = Appender.For(context, 0, shape);
        int batch = Axes.Product(shape[..^2]), perMatrix = checked(count * (int)longest);
        for (int b = 0; b < batch; b++)
        {
            for (int i = 0; i < rows; i++)
            {
                for (int j = 0; j < columns; j++)
                {
                    int place = band.Place(i, j);
                    if (place >= 0)
                        result.Append(diagonals, (b * perMatrix) + place, 1);
                    else if (_banded)
                        result.Append(context.Input(4), 0, 1);
                    else
                        result.AppendZeros(1);
                }
            }
        }
    }

    private void Take(KernelContext context, Value input, in DiagonalBand band)
    {
        int several = band.Count > 1 ? 1 : 0;
        Span<long> shape = stackalloc long[input.Rank - 1 + several];
        input.Shape[..^2].CopyTo(shape);
        shape[^1] = band.Longest;
        if (several == 1)
            shape[^2] = band.Count;
        Appender result = Appender.For(context, 0, shape);
        int batch = Axes.Product(input.Shape[..^2]), perMatrix = band.Rows * band.Columns;
        for (int b = 0; b < batch; b++)
        {
            for (int d = band.High; d >= band.Low; d--)
            {
                (int first, int length, int row, int column) = band.Diagonal(d);
                for (int i = 0; i < band.Longest; i++)
                {
                    int along = i - first;
                    if (along >= 0 && along < length)
                        result.Append(input, (b * perMatrix) + ((row + along) * band.Columns) + column + along, 1);
                    else if (_banded)
                        result.Append(context.Input(2), 0, 1);
                    else
                        result.AppendZeros(1);
                }
            }
        }
    }

    private static void Set(KernelContext context, Value input, in DiagonalBand band)
    {
        Value diagonals = context.Input(1);
        int several = band.Count > 1 ? 1 : 0;
        bool fits = diagonals.Rank == input.Rank - 1 + several && diagonals.Shape[..^(1 + several)].SequenceEqual(input.Shape[..^2])
            && diagonals.Shape[^1] == band.Longest && (several == 0 || diagonals.Shape[^2] == band.Count);
        if (!fits)
            throw context.ShapeError(1, $"it must hold {band.Count} diagonals of {band.Longest} for each matrix of {input.ToShape()}");
        Appender result = Appender.For(context, 0, input.Shape);
        int perMatrix = band.Rows * band.Columns, perBand = band.Count * band.Longest;
        for (int at = 0; at < input.Count; at++)
        {
            (int matrix, int element) = Math.DivRem(at, perMatrix);
            int place = band.Place(element / band.Columns, element % band.Columns);
            if (place >= 0)
                result.Append(diagonals, (matrix * perBand) + place, 1);
            else
                result.Append(input, at, 1);
        }
    }
}
