namespace TfKeyedExport.Server.Flags;

/// <summary>What flags are about, in the order of the help.</summary>
internal enum FlagGroup
{
    /// <summary>Which models are served.</summary>
    Models,

    /// <summary>Where clients find the server.</summary>
    Listening,

    /// <summary>How requests are joined.</summary>
    Batching,

    /// <summary>What is held of keys.</summary>
    Keys,

    /// <summary>How versions come and go.</summary>
    Versions,

    /// <summary>Who may do what.</summary>
    Protection,

    /// <summary>What is seen from outside.</summary>
    Monitoring,

    /// <summary>What runs the models.</summary>
    Engine,

    /// <summary>The rest.</summary>
    Other,

    /// <summary>What TensorFlow Serving has a use for, and this server has none.</summary>
    Ignored,
}
