namespace TfKeyedExport.Testing;

/// <summary>
/// Work on a thread of its own. The pool has as many threads as the machine has processors, and adds one now and then: work that
/// others wait for may not begin for long when other tests fill it with calls that do not end.
/// </summary>
public static class OwnThread
{
    /// <summary>Starts an action.</summary>
    public static Task Run(Action action) =>
        Task.Factory.StartNew(action, CancellationToken.None, TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach, TaskScheduler.Default);

    /// <summary>Starts a function.</summary>
    public static Task<T> Run<T>(Func<T> function) =>
        Task.Factory.StartNew(function, CancellationToken.None, TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach, TaskScheduler.Default);
}
