using TfKeyedExport.Checking.Samples;
using TfKeyedExport.Checking.Searching;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Rows;
using Xunit;

namespace TfKeyedExport.Checking.Tests.Searching;

public class ValueSearchTests
{
    [Fact]
    public void A_root_is_found_to_the_last_digits_that_count()
    {
        Pool? found = Search(Tensor.From(1.5f), r => Math.Abs((X(r) * X(r)) - 2000) < 0.01 ? 0 : Math.Abs((X(r) * X(r)) - 2000));

        Assert.InRange(X(found!), 44.72, 44.73);
    }

    [Fact]
    public void Texts_grow_and_shrink()
    {
        Pool? found = Search(Tensor.FromText("a longer text"), r => Math.Abs(r.Columns[0].Strings[0].Length - 5));

        Assert.Equal(5, found!.Columns[0].Strings[0].Length);
    }

    [Fact]
    public void What_no_step_brings_nearer_is_given_up_at_once()
    {
        int calls = 0;

        Assert.Null(Search(Tensor.From(1.5f), _ =>
        {
            calls++;
            return 1;
        }));
        Assert.InRange(calls, 2, 100);
    }

    [Fact]
    public void It_stops_when_its_calls_are_used_up()
    {
        int calls = 0;

        Assert.Null(Search(Tensor.From(1.5f), r => 1 + (1 / (1.0 + calls++))));
        Assert.InRange(calls, 500, 502);
    }

    private static double X(Pool row) => row.Columns[0].Values<float>()[0];

    private static Pool? Search(Tensor column, Func<Pool, double> distance)
    {
        var layout = new BatchLayout([true], null);
        ValueStep[][] elements = [[.. ValueStep.Of(column.Type, 0, 0)]];
        return new ValueSearch(distance, elements, new Dice(1)).From(new Pool(layout, [column], 1), 500);
    }
}
