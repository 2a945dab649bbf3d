namespace TfKeyedExport.Embedded.Numerics.Matrices;

/// <summary>What a tile sums over: pieces of the left matrix's rows that lie at equal distances, as the rows of a convolution's window do.</summary>
/// <param name="Depth">Elements of one piece.</param>
/// <param name="Segments">The number of pieces; 1 for an ordinary matrix.</param>
/// <param name="SegmentStride">Elements from the start of one piece to the next.</param>
internal readonly record struct TileDepth(int Depth, int Segments, nint SegmentStride);
