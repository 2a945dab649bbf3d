namespace TfKeyedExport.TensorFlow.Devices;

/// <summary>A device that TensorFlow offers.</summary>
/// <param name="Name">The full name, such as <c>/job:localhost/replica:0/task:0/device:GPU:0</c>.</param>
/// <param name="Type">The type, such as <c>CPU</c> or <c>GPU</c>.</param>
/// <param name="MemoryBytes">The memory that it may use, in bytes, as TensorFlow reports it.</param>
public sealed record TensorFlowDevice(string Name, string Type, long MemoryBytes)
{
    /// <summary>Type and number, such as <c>GPU:0</c>.</summary>
    public string ShortName => Shorten(Name);

    /// <summary>The last part of a full device name: <c>GPU:0</c>, or <c>GPU:0/stream:all</c> in statistics.</summary>
    internal static string Shorten(string name)
    {
        int start = name.LastIndexOf("/device:", StringComparison.Ordinal);
        return start < 0 ? name : name[(start + "/device:".Length)..];
    }
}
