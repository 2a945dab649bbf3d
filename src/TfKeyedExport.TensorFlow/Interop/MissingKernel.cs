namespace TfKeyedExport.TensorFlow.Interop;

/// <summary>Recognises TensorFlow's message about an operation that it knows and cannot run: it finds out when a call reaches the operation.</summary>
internal static class MissingKernel
{
    // The first from a session, the second where one kernel makes another.
    private static readonly string[] Starts = ["No OpKernel was registered to support Op '", "No registered '"];

    /// <summary>The operation; null if the message is about something else.</summary>
    public static string? In(string message)
    {
        foreach (string text in Starts)
        {
            int start = message.IndexOf(text, StringComparison.Ordinal);
            int end = start < 0 ? -1 : message.IndexOf('\'', start + text.Length);
            if (end > start + text.Length)
                return message[(start + text.Length)..end];
        }
        return null;
    }

    /// <summary>What to do about it.</summary>
    public static string Advice(string op) => op.Contains("PyFunc", StringComparison.Ordinal)
        ? "It calls Python code that was not saved with the model: save the model without tf.py_function and tf.numpy_function"
        : "Save the model with operations that TensorFlow runs on this device";
}
