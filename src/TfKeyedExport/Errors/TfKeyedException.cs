namespace TfKeyedExport.Errors;

/// <summary>An error that a user can act on: what happened, where, and what to do next.</summary>
public class TfKeyedException : Exception
{
    private ErrorSide? _side;

    /// <summary>Makes an error.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="what">What happened, in one sentence without a full stop.</param>
    /// <param name="where">The file, signature, node or option that it is about; null if the sentence says it.</param>
    /// <param name="next">What to do next; null if nothing can be advised.</param>
    /// <param name="inner">The cause, if another exception is.</param>
    /// <param name="choices">What <paramref name="next"/> lists, a line each: what there is to choose from, or what stands in the way.</param>
    public TfKeyedException(
        ErrorKind kind, string what, string? where = null, string? next = null, Exception? inner = null, IReadOnlyList<string>? choices = null)
        : base(Join(what, where, next, choices ?? []), inner)
    {
        Choices = choices ?? [];
        Kind = kind;
        _side = SaidBy(kind, inner);
        What = what;
        Where = where;
        Next = next;
    }

    /// <summary>The kind, which decides the exit code.</summary>
    public ErrorKind Kind { get; }

    /// <summary>Whose the trouble is: the request's, the model's or the host's. Said by whoever throws, or by its kind and where it was met.</summary>
    public ErrorSide Side
    {
        get => _side ?? (Kind is ErrorKind.Unreadable or ErrorKind.Engine ? ErrorSide.Model : ErrorSide.Request);
        init => _side = value;
    }

    /// <summary>What happened.</summary>
    public string What { get; }

    /// <summary>Where: a file, signature, node or option.</summary>
    public string? Where { get; }

    /// <summary>What to do next.</summary>
    public string? Next { get; }

    /// <summary>What <see cref="Next"/> lists, a line each: what there is to choose from, or what stands in the way. Mostly empty.</summary>
    public IReadOnlyList<string> Choices { get; }

    /// <summary>The same error with the place that whoever threw it did not know.</summary>
    /// <param name="where">The file, signature, node or option that it is about.</param>
    internal TfKeyedException At(string where) => With(What, where, Next, Choices);

    /// <summary>The same error in other words.</summary>
    /// <inheritdoc cref="TfKeyedException(ErrorKind, string, string?, string?, Exception?, IReadOnlyList{string}?)" path="/param"/>
    internal TfKeyedException With(string what, string? where, string? next, IReadOnlyList<string> choices) =>
        new(Kind, what, where, next, this, choices) { _side = _side };

    /// <summary>
    /// Says whose the trouble is unless that was said: an operation that fails does not know whether it computes for a request or while the model is opened.
    /// </summary>
    /// <param name="side">Whose it is, seen from where it is met.</param>
    internal void Assume(ErrorSide side) => _side ??= side;

    /// <summary>A model or an input that cannot be read.</summary>
    /// <inheritdoc cref="TfKeyedException(ErrorKind, string, string?, string?, Exception?, IReadOnlyList{string}?)"/>
    public static TfKeyedException Unreadable(string what, string? where = null, string? next = null, Exception? inner = null) =>
        new(ErrorKind.Unreadable, what, where, next, inner);

    /// <summary>A request that cannot be read, or does not fit the model.</summary>
    /// <inheritdoc cref="TfKeyedException(ErrorKind, string, string?, string?, Exception?, IReadOnlyList{string}?)"/>
    public static TfKeyedException BadRequest(string what, string? where = null, string? next = null, Exception? inner = null) =>
        new(ErrorKind.Unreadable, what, where, next, inner) { _side = SaidBy(ErrorKind.Unreadable, inner) ?? ErrorSide.Request };

    /// <summary>A request that is refused.</summary>
    /// <inheritdoc cref="TfKeyedException(ErrorKind, string, string?, string?, Exception?, IReadOnlyList{string}?)"/>
    public static TfKeyedException Refused(string what, string? where = null, string? next = null, Exception? inner = null) =>
        new(ErrorKind.Refused, what, where, next, inner);

    /// <summary>Something that an engine cannot do.</summary>
    /// <inheritdoc cref="TfKeyedException(ErrorKind, string, string?, string?, Exception?, IReadOnlyList{string}?)"/>
    public static TfKeyedException Engine(string what, string? where = null, string? next = null, Exception? inner = null) =>
        new(ErrorKind.Engine, what, where, next, inner);

    /// <summary>Something that this machine lacks, so that an engine cannot work.</summary>
    /// <inheritdoc cref="TfKeyedException(ErrorKind, string, string?, string?, Exception?, IReadOnlyList{string}?)"/>
    public static TfKeyedException HostLacks(string what, string? where = null, string? next = null, Exception? inner = null) =>
        new(ErrorKind.Engine, what, where, next, inner) { _side = ErrorSide.Host };

    /// <summary>A call or command line that is wrong.</summary>
    /// <inheritdoc cref="TfKeyedException(ErrorKind, string, string?, string?, Exception?, IReadOnlyList{string}?)"/>
    public static TfKeyedException Usage(string what, string? where = null, string? next = null, Exception? inner = null) =>
        new(ErrorKind.Usage, what, where, next, inner);

    /// <summary>An output that cannot be written.</summary>
    /// <inheritdoc cref="TfKeyedException(ErrorKind, string, string?, string?, Exception?, IReadOnlyList{string}?)"/>
    public static TfKeyedException Output(string what, string? where = null, string? next = null, Exception? inner = null) =>
        new(ErrorKind.Output, what, where, next, inner);

    /// <summary>A limit of memory or time that was reached.</summary>
    /// <inheritdoc cref="TfKeyedException(ErrorKind, string, string?, string?, Exception?, IReadOnlyList{string}?)"/>
    public static TfKeyedException Limit(string what, string? where = null, string? next = null, Exception? inner = null) =>
        new(ErrorKind.Limit, what, where, next, inner);

    /// <summary>An operation that is refused for safety.</summary>
    /// <inheritdoc cref="TfKeyedException(ErrorKind, string, string?, string?, Exception?, IReadOnlyList{string}?)"/>
    public static TfKeyedException Forbidden(string what, string? where = null, string? next = null, Exception? inner = null) =>
        new(ErrorKind.Forbidden, what, where, next, inner);

    private static ErrorSide? SaidBy(ErrorKind kind, Exception? inner) => kind switch
    {
        _ when SystemErrors.IsOfHost(inner) => ErrorSide.Host,
        ErrorKind.Usage => ErrorSide.Request,
        ErrorKind.Forbidden => ErrorSide.Model,
        ErrorKind.Output or ErrorKind.Remote => ErrorSide.Host,
        _ => null,
    };

    private static string Join(string what, string? where, string? next, IReadOnlyList<string> choices) =>
        (where is null ? what : $"{where}: {what}") + (next is null ? "." : $". {next}") + string.Concat(choices.Select(c => $"\n  {c}"));
}
