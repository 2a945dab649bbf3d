using TfKeyedExport.Embedded.Numerics.Matrices;
using Xunit;

namespace TfKeyedExport.Engines.Tests.Embedded.Numerics.Matrices;

public unsafe class TranspositionTests
{
    public static MatrixTheoryData<int, int> Sizes => new([1, 3, 4, 5, 8, 13], [1, 2, 4, 7, 12, 16]);

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Every_element_changes_places_and_nothing_else_is_written(int rows, int columns)
    {
        const int Gap = 3;
        uint[] source = [.. Enumerable.Range(0, rows * (columns + Gap)).Select(i => (uint)i * 2654435761)];
        uint[] target = new uint[columns * (rows + Gap)];
        fixed (uint* from = source, to = target)
            Transposition.Run(from, columns + Gap, rows, columns, to, rows + Gap);
        for (int column = 0; column < columns; column++)
        {
            for (int row = 0; row < rows + Gap; row++)
                Assert.Equal(row < rows ? source[(row * (columns + Gap)) + column] : 0, target[(column * (rows + Gap)) + row]);
        }
    }
}
