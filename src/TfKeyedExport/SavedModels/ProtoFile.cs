using Google.Protobuf;
using TfKeyedExport.Errors;

namespace TfKeyedExport.SavedModels;

/// <summary>Reads and parses protos from files that nobody vouches for.</summary>
internal static class ProtoFile
{
    /// <summary>The largest message that the format allows: 2 GiB less one byte.</summary>
    public const long MaxLength = int.MaxValue;

    /// <summary>Reads a whole file.</summary>
    /// <exception cref="TfKeyedException">It cannot be read, or is larger than a message may be.</exception>
    public static byte[] Read(string path)
    {
        try
        {
            if (OperatingSystem.IsLinux() && Publishing.LinuxFiles.FileType(path, followLinks: true) is not (Publishing.LinuxFiles.RegularFile or 0))
                throw TfKeyedException.Unreadable("this is not a regular file", path, ModelErrors.CopyAgain);
            using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            long length = RandomAccess.GetLength(handle);
            if (length > Array.MaxLength)
                throw TfKeyedException.Unreadable($"{length:N0} bytes are more than a message may have (2 GiB)", path, ModelErrors.CopyAgain);
            byte[] bytes = GC.AllocateUninitializedArray<byte>((int)length);
            int read = 0;
            while (read < bytes.Length)
            {
                int count = RandomAccess.Read(handle, bytes.AsSpan(read), read);
                if (count == 0)
                    throw TfKeyedException.Unreadable("the file became shorter while it was read", path, "Wait until its copy is complete");
                read += count;
            }
            return bytes;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw TfKeyedException.Unreadable("the file cannot be read", path, e.Message, e);
        }
    }

    /// <summary>Parses a message.</summary>
    /// <exception cref="TfKeyedException">The bytes are not such a message, or it is nested too deeply.</exception>
    public static T Parse<T>(MessageParser<T> parser, ReadOnlySpan<byte> bytes, string where)
        where T : IMessage<T>
    {
        try
        {
            return parser.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException e)
        {
            throw TfKeyedException.Unreadable($"the content is damaged or of another format ({e.Message.Split('\n')[0].TrimEnd('.')})", where, ModelErrors.CopyAgain, e);
        }
    }
}
