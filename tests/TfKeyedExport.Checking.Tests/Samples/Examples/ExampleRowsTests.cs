using TfKeyedExport.Checking.Samples;
using TfKeyedExport.Checking.Samples.Examples;
using TfKeyedExport.Errors;
using TfKeyedExport.Keying;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Tensors;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Checking.Tests.Samples.Examples;

public sealed class ExampleRowsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tfkeyed-examples-");

    public void Dispose() => _folder.Delete(recursive: true);

    private ExampleRows Load(string name, string content, string model = "babyweight_keras2")
    {
        string path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, content);
        return LoadFile(path, model);
    }

    private static ExampleRows LoadFile(string path, string model) =>
        ExampleRows.Load(path, KeyingPlan.For(SavedModel.Load(Repository.Model(model))).Apply(), "serving_default");

    private static string[] Texts(ExampleRows rows, string input) => [.. Enumerable.Range(0, rows.Count).Select(rows.Columns[input].Strings.Text)];

    [Fact]
    public void CSV_is_read_by_its_header_and_other_columns_are_left_out()
    {
        ExampleRows rows = Load(
            "rows.csv",
            "weight_pounds,is_male,mother_age,plurality,gestation_weeks\r\n7.5,True,30,\"Single(1), \"\"quoted\"\"\",38.5\r\n\r\n6,False,2.5e1,Twins(2),36\n");
        Assert.Equal(2, rows.Count);
        Assert.Equal(["Single(1), \"quoted\"", "Twins(2)"], Texts(rows, "plurality"));
        Assert.Equal([30f, 25f], rows.Columns["mother_age"].Values<float>().ToArray());
        Assert.DoesNotContain("key", rows.Columns.Keys);
    }

    [Fact]
    public void CSV_with_a_wrong_cell_names_row_and_column()
    {
        var e = Assert.Throws<TfKeyedException>(() => Load("rows.csv", "is_male,mother_age,plurality,gestation_weeks\nTrue,old,Single(1),38\n"));
        Assert.Equal(ErrorKind.Unreadable, e.Kind);
        Assert.Contains("row 1, column mother_age", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_that_are_left_out_are_told_in_the_report()
    {
        ExampleRows rows = Load("rows.csv", "weight_pounds,is_male,mother_age,plurality,gestation_weeks,notes\n7.5,True,30,Single(1),38.5,\n");
        Assert.Equal(["weight_pounds", "notes"], rows.LeftOut);
        SampleRows samples = SampleRows.Make(SavedModel.Load(Repository.Model("babyweight_keras2")), "serving_default", examples: rows);
        Assert.Contains(samples.Remarks, r => r.EndsWith("left out: weight_pounds, notes", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("True,30,\"Single(1),38\nFalse,31,Twins(2),36\n", "line 3", "does not end")]
    [InlineData("True,30,Single(1)\n", "line 3, row 2", "3 cells, but the header has 4")]
    [InlineData("True,30,Single(1),38,\n", "line 3, row 2", "5 cells, but the header has 4")]
    [InlineData("True,30,5\"x,38\n", "line 3", "quote inside")]
    [InlineData("True,30,\"Single\"(1),38\n", "line 3", "behind the quote")]
    [InlineData("True,30,\"a\nb\",38\n\nTrue,old,Single(1),38\n", "line 6, row 3, column mother_age", "'old' is no float")]
    public void CSV_that_is_wrong_is_told_with_its_line(string end, string where, string what)
    {
        var e = Assert.Throws<TfKeyedException>(() => Load("rows.csv", "is_male,mother_age,plurality,gestation_weeks\nTrue,30,Single(1),38\n" + end));
        Assert.Equal((ErrorKind.Unreadable, Path.Combine(_folder.FullName, "rows.csv") + ", " + where), (e.Kind, e.Where));
        Assert.Contains(what, e.What, StringComparison.Ordinal);
        Assert.NotNull(e.Next);
    }

    [Fact]
    public void CSV_with_a_column_twice_is_told()
    {
        var e = Assert.Throws<TfKeyedException>(() => Load("rows.csv", "is_male,mother_age,plurality,gestation_weeks,is_male\nTrue,30,Single(1),38,False\n"));
        Assert.Contains("'is_male' is there twice", e.What, StringComparison.Ordinal);
        Assert.EndsWith("rows.csv, line 1", e.Where, StringComparison.Ordinal);
    }

    [Fact]
    public void CSV_that_is_no_UTF_8_is_told_with_its_line()
    {
        string path = Path.Combine(_folder.FullName, "latin.csv");
        File.WriteAllBytes(path, [.. "is_male,mother_age,plurality,gestation_weeks\nTrue,30,Z"u8, 0xFC, .. "rich,38\n"u8]);
        var e = Assert.Throws<TfKeyedException>(() => LoadFile(path, "babyweight_keras2"));
        Assert.Equal((ErrorKind.Unreadable, path + ", line 2"), (e.Kind, e.Where));
    }

    [Theory]
    [InlineData("\uFEFFtext\n\"a\nb\"\n")]
    [InlineData("text\r\"a\nb\"\r")]
    [InlineData("text\r\n\"a\nb\"")]
    public void CSV_has_line_breaks_of_every_kind_and_a_byte_order_mark(string content) =>
        Assert.Equal(["a\nb"], Texts(Load("rows.csv", content, "text_characters"), "text"));

    [Fact]
    public void A_CSV_cell_of_empty_quotes_is_a_row_and_an_empty_line_is_none() =>
        Assert.Equal(["", "x"], Texts(Load("rows.csv", "text\n\"\"\n\nx\n", "text_characters"), "text"));

    [Fact]
    public void CSV_without_a_column_names_it() => Assert.Contains(
        "gestation_weeks",
        Assert.Throws<TfKeyedException>(() => Load("rows.csv", "is_male,mother_age,plurality\nTrue,30,Single(1)\n")).What, StringComparison.Ordinal);

    [Fact]
    public void JSON_lines_are_read_one_row_a_line()
    {
        const string Row = """{"is_male": "True", "mother_age": 30, "plurality": "Single(1)", "gestation_weeks": 38.5}""";
        Assert.Equal(3, Load("rows.jsonl", $"{Row}\n\n{Row}\r\n{Row}").Count);
        Assert.Equal(1, Load("row.json", Row).Count);
    }

    [Fact]
    public void A_predict_request_is_read() => Assert.Equal(
        1, Load("request.json", """{"inputs": {"is_male": ["True"], "mother_age": [30], "plurality": ["Single(1)"], "gestation_weeks": [38.5]}}""").Count);

    [Fact]
    public void Golden_cases_give_the_rows_of_all_their_batches()
    {
        ExampleRows rows = LoadFile(Repository.Model("babyweight_keras2.golden.json"), "babyweight_keras2");
        Assert.True(rows.Count > 7);
        Assert.Equal(rows.Count, rows.Columns["is_male"].Count);
    }

    [Fact]
    public void Golden_cases_keep_inputs_beside_the_batch()
    {
        ExampleRows rows = LoadFile(Repository.Model("control_flow.golden.json"), "control_flow");
        Assert.Equal(TensorShape.Scalar, rows.Columns["double"].Shape);
        Assert.Equal(rows.Count, rows.Columns["x"].Count);
    }

    [Theory]
    [InlineData("rows.csv", "")]
    [InlineData("rows.csv", "is_male")]
    [InlineData("rows.jsonl", "")]
    [InlineData("rows.jsonl", "{\"is_male\": ")]
    [InlineData("rows.jsonl", "[1, 2]")]
    [InlineData("rows.json", "{\"cases\": []}")]
    public void A_file_without_rows_is_unreadable(string name, string content) =>
        Assert.Equal(ErrorKind.Unreadable, Assert.Throws<TfKeyedException>(() => Load(name, content)).Kind);

    [Fact]
    public void A_file_that_is_not_there_is_unreadable() =>
        Assert.Equal(
            ErrorKind.Unreadable, Assert.Throws<TfKeyedException>(() => LoadFile(Path.Combine(_folder.FullName, "none.csv"), "babyweight_keras2")).Kind);
}
