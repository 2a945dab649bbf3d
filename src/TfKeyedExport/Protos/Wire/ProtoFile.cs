using Google.Protobuf;
using TfKeyedExport.Errors;

namespace TfKeyedExport.Protos.Wire;

/// <summary>Parses protos that nobody vouches for.</summary>
internal static class ProtoFile
{
    /// <summary>The largest message that the format allows: 2 GiB less one byte.</summary>
    public const long MaxLength = int.MaxValue;

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
            throw TfKeyedException.Unreadable(
                $"the content is damaged or of another format ({e.Message.Split('\n')[0].TrimEnd('.')})", where, ModelErrors.CopyAgain, e);
        }
    }
}
