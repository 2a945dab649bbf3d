using TfKeyedExport.Serving.Protos;

namespace TfKeyedExport.Serving.Versions;

/// <summary>A version as it is followed. Used under the lock of <see cref="TrackedModels"/> only.</summary>
/// <param name="folder">The number and the folder.</param>
internal sealed class TrackedVersion(VersionFolder folder)
{
    /// <summary>The number and the folder.</summary>
    public VersionFolder Folder { get; } = folder;

    /// <summary>Where it stands.</summary>
    public ServableState State { get; set; } = ServableState.Start;

    /// <summary>The code of what went wrong.</summary>
    public Code Code { get; set; } = Code.Ok;

    /// <summary>What went wrong, or what is waited for.</summary>
    public string Message { get; set; } = "";

    /// <summary>The files as they were when they were looked at last.</summary>
    public FileStamps? Stamps { get; set; }

    /// <summary>How often loading it was tried.</summary>
    public int Attempts { get; set; }

    /// <summary>What answers calls, while it is available.</summary>
    public ServedVersion? Served { get; set; }

    /// <summary>Ends its load.</summary>
    public CancellationTokenSource? Loading { get; set; }

    /// <summary>Starts the next try.</summary>
    public ITimer? Retry { get; set; }

    /// <summary>Whether a load runs, or will be tried again.</summary>
    public bool IsBusy => Loading is not null || Retry is not null;

    /// <summary>What clients are told.</summary>
    public VersionStatus Status => new(Folder.Number, State, Code, Message);

    /// <summary>Changes where it stands.</summary>
    public void Become(ServableState state, Code code = Code.Ok, string message = "")
    {
        State = state;
        Code = code;
        Message = message;
    }
}
