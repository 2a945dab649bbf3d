namespace TfKeyedExport.TensorFlow.Interop;

/// <summary>Recognises TensorFlow's message about an operation that it knows and cannot run: it finds out when a call reaches the operation.</summary>
internal static class MissingKernel
{
    private const string Start = "No OpKernel was registered to support Op '";

    /// <summary>The operation; null if the message is about something else.</summary>
    public static string? In(string message)
    {
        int start = message.IndexOf(Start, StringComparison.Ordinal);
        if (start < 0)
            return null;
        start += Start.Length;
        int end = message.IndexOf('\'', start);
        return end > start ? message[start..end] : null;
    }

    /// <summary>What to do about it.</summary>
    public static string Advice(string op) => op.Contains("PyFunc", StringComparison.Ordinal)
        ? "It calls Python code that was not saved with the model: save the model without tf.py_function and tf.numpy_function"
        : "Save the model with operations that TensorFlow runs on this device";
}
