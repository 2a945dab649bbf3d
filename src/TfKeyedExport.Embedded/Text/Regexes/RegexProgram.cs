using System.Buffers;

namespace TfKeyedExport.Embedded.Text.Regexes;

/// <summary>What one step of a program does.</summary>
internal enum StepKind : byte
{
    /// <summary>A match.</summary>
    Match,

    /// <summary>Goes to two steps, the first preferred.</summary>
    Split,

    /// <summary>Notes the place in a slot.</summary>
    Mark,

    /// <summary>Goes on if the place is right.</summary>
    Look,

    /// <summary>Takes a byte of a range.</summary>
    Range,

    /// <summary>Takes a byte; a table says where each byte leads.</summary>
    Table,

    /// <summary>Goes nowhere.</summary>
    Fail,
}

/// <summary>A step of a program.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Next">The step after it.</param>
/// <param name="Argument">Split: the other step; Mark: the slot; Look: the place; Range: first and last byte (low and high half); Table: its number.</param>
internal readonly record struct Step(StepKind Kind, int Next, int Argument);

/// <summary>A compiled regular expression: steps over bytes that are followed side by side, in order of preference.</summary>
internal sealed class RegexProgram
{
    /// <summary>The steps.</summary>
    public required Step[] Steps { get; init; }

    /// <summary>For each <see cref="StepKind.Table"/> step 256 steps, -1 where a byte leads nowhere.</summary>
    public required int[][] Tables { get; init; }

    /// <summary>The first step.</summary>
    public required int Start { get; init; }

    /// <summary>The number of groups, the whole match not counted.</summary>
    public required int Groups { get; init; }

    /// <summary>The bytes that a match can begin with; null if it may be empty.</summary>
    public SearchValues<byte>? FirstBytes { get; init; }

    /// <summary>Whether every match is exactly one byte, one of <see cref="FirstBytes"/>.</summary>
    public bool IsOneByte { get; init; }

    /// <summary>Whether a match can begin at the beginning of the text only.</summary>
    public bool IsAnchored { get; init; }
}
