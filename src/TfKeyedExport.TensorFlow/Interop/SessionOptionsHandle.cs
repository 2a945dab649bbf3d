using Google.Protobuf;
using TfKeyedExport.TensorFlow.Protos;

namespace TfKeyedExport.TensorFlow.Interop;

/// <summary>Owns the options of a session that is to be made.</summary>
internal sealed class SessionOptionsHandle : NativeHandle
{
    /// <summary>Options that hold a configuration.</summary>
    public static SessionOptionsHandle Of(ConfigProto config, StatusHandle status)
    {
        SessionOptionsHandle options = NativeMethods.NewSessionOptions();
        byte[] bytes = config.ToByteArray();
        NativeMethods.SetConfig(options, bytes, (nuint)bytes.Length, status);
        status.ThrowIfFailed("set up a session");
        return options;
    }

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        NativeMethods.DeleteSessionOptions(handle);
        return true;
    }
}
