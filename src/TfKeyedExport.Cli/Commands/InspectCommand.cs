using System.CommandLine;
using TfKeyedExport.Cli.Errors;
using TfKeyedExport.Cli.Inspecting;
using TfKeyedExport.Cli.Printing;
using TfKeyedExport.Cli.Terminals;
using TfKeyedExport.Inspection;
using TfKeyedExport.SavedModels;

namespace TfKeyedExport.Cli.Commands;

/// <summary><c>tfkeyed inspect</c>: what a model offers and whether it is keyed.</summary>
internal sealed class InspectCommand : Command, IVerb
{
    private readonly Argument<string> _model = new("MODEL") { Description = "The SavedModel's folder." };
    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON document." };
    private readonly Option<string?> _html = new("--html") { Description = "Write a page that draws the key's path beside the model.", HelpName = "FILE" };
    private readonly Terminal _terminal;

    public InspectCommand(Terminal terminal)
        : base(Word, "Show a model's signatures, functions, variables and operations, and whether it is keyed.")
    {
        _terminal = terminal;
        Add(_model);
        Add(_json);
        Add(_html);
        SetAction(Run);
    }

    /// <inheritdoc/>
    public static string Word => "inspect";

    /// <inheritdoc/>
    public string Example => """
        Example:
          tfkeyed inspect babyweight --html babyweight.html
          Prints what the model offers, and draws the way of the key into babyweight.html.
        """;

    /// <inheritdoc/>
    public static bool Computes(IReadOnlyList<string> args) => false;

    private int Run(ParseResult parsed)
    {
        ReportFile? html = parsed.GetValue(_html) is { } path ? ReportFile.Open(path) : null;
        ModelInspection inspection = ModelInspection.Of(SavedModel.LoadWhole(parsed.GetValue(_model)!));
        html?.WriteText(writer => new InspectHtml(writer).Write(inspection));
        if (parsed.GetValue(_json))
            InspectJson.Print(_terminal, inspection);
        else
            new InspectText(_terminal).Print(inspection);
        return ExitCodes.Done;
    }
}
