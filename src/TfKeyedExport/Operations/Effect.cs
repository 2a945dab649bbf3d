namespace TfKeyedExport.Operations;

/// <summary>
/// What an operation does beside giving results, or what its results depend on beside its inputs. Of operations with regions, the regions tell.
/// </summary>
internal enum Effect
{
    /// <summary>Nothing: the same inputs give the same results, always.</summary>
    None,

    /// <summary>It gives the handle of a variable or a table, the same one in every call.</summary>
    Handle,

    /// <summary>It gives what a variable, a table or a file holds now.</summary>
    Reads,

    /// <summary>It gives something else each time: random numbers, the time, a new table.</summary>
    Draws,

    /// <summary>It belongs to a sequence of steps within one call that share something, such as those on one TensorArray.</summary>
    Sequenced,

    /// <summary>It ends the call if something does not hold, and gives nothing.</summary>
    Checks,

    /// <summary>It changes what later calls see; so it is with everything of which nothing is known.</summary>
    Writes,
}
