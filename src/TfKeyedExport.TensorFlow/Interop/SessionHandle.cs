namespace TfKeyedExport.TensorFlow.Interop;

/// <summary>Owns a session: it is closed and freed when the owner lets go and no call runs on it any more.</summary>
internal sealed class SessionHandle : NativeHandle
{
    /// <summary>Makes TensorFlow cancel whatever still runs; the session stays valid until it is released.</summary>
    public void CancelRunning()
    {
        bool held = false;
        try
        {
            try
            {
                DangerousAddRef(ref held);
            }
            catch (ObjectDisposedException)
            {
                // The last call ended in the meantime.
                return;
            }
            using StatusHandle status = NativeMethods.NewStatus();
            NativeMethods.CloseSession(handle, status);
        }
        finally
        {
            if (held)
                DangerousRelease();
        }
    }

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        using StatusHandle status = NativeMethods.NewStatus();
        NativeMethods.CloseSession(handle, status);
        NativeMethods.DeleteSession(handle, status);
        return status.Code == StatusCode.Ok;
    }
}
