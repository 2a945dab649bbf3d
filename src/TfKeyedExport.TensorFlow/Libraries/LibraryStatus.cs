namespace TfKeyedExport.TensorFlow.Libraries;

/// <summary>What came of a candidate.</summary>
public enum LibraryStatus
{
    /// <summary>It is the one that this process uses.</summary>
    Chosen,

    /// <summary>It could be used, but another one comes first: a process loads one only.</summary>
    Usable,

    /// <summary>It cannot be used.</summary>
    TurnedDown,
}
