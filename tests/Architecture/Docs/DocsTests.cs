using Xunit;

namespace Suite.Tests.Architecture.Docs;

public class DocsTests
{
    [Fact]
    public async Task The_page_of_routes_says_what_the_services_map()
    {
        var page = await RoutesPage.MakeAsync();

        Golden.Check("docs/routes.md", page.Lines);
    }

    [Fact]
    public void The_page_of_settings_says_what_the_options_are() => Golden.Check("docs/configuration.md", ConfigurationPage.Make().Lines);

    [Fact]
    public void The_page_of_problems_says_what_can_be_answered() => Golden.Check("docs/problems.md", ProblemsPage.Make().Lines);

    [Fact]
    public void Every_setting_says_what_it_means() =>
        Check.None(ConfigurationPage.Make().Lines.Where(line => line.EndsWith("|  |", StringComparison.Ordinal)));

    [Fact]
    public void Every_problem_says_what_it_means()
    {
        Assert.NotEmpty(ProblemsPage.All);
        Check.None(ProblemsPage.All.Where(problem => problem.Meaning.Length == 0).Select(problem => problem.Code));
    }

    [Fact]
    public void A_code_has_one_status_wherever_it_is_answered() =>
        Check.None(ProblemsPage.All.GroupBy(problem => problem.Code)
            .Where(same => same.Select(problem => problem.Status).Distinct().Count() > 1)
            .Select(same => same.Key));
}
