using Suite.Captioning;
using Suite.ServiceDefaults;
using Xunit;

namespace Suite.Tests.Unit.Captioning;

public sealed class WorkspacePathTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("workspace-").FullName;

    public WorkspacePathTests()
    {
        Directory.CreateDirectory(Path.Combine(Workspace, "datasets"));
        Directory.CreateDirectory(Path.Combine(_folder, "workspace-two"));
        File.WriteAllText(Path.Combine(Workspace, "datasets", "a.png"), "");
        File.WriteAllText(Path.Combine(_folder, "secret.png"), "");
        File.WriteAllText(Path.Combine(_folder, "workspace-two", "b.png"), "");
        File.CreateSymbolicLink(Path.Combine(Workspace, "link.png"), Path.Combine(_folder, "secret.png"));
        File.CreateSymbolicLink(Path.Combine(Workspace, "good.png"), Path.Combine(Workspace, "datasets", "a.png"));
        Directory.CreateSymbolicLink(Path.Combine(Workspace, "out"), _folder);
        Directory.CreateSymbolicLink(Path.Combine(Workspace, "circle"), Path.Combine(Workspace, "circle"));
    }

    private string Workspace => Path.Combine(_folder, "workspace");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("datasets/a.png")]
    [InlineData("./datasets/../datasets/a.png")]
    [InlineData("{workspace}/datasets/a.png")]
    [InlineData("good.png")]
    public void A_file_of_the_workspace_is_found_by_its_relative_or_its_full_path(string path) =>
        Assert.True(File.Exists(WorkspacePath.ResolveFile(Workspace, path.Replace("{workspace}", Workspace))));

    [Theory]
    [InlineData("../secret.png")]
    [InlineData("datasets/../../secret.png")]
    [InlineData("/etc/passwd")]
    [InlineData("../nothing-there.png")]
    [InlineData("link.png")]
    [InlineData("out/secret.png")]
    [InlineData("out/nothing-there.png")]
    [InlineData("circle/a.png")]
    [InlineData("{workspace}-two/b.png")]
    [InlineData("..")]
    [InlineData("")]
    [InlineData("a\0.png")]
    public void Whatever_lies_outside_is_refused_whether_it_exists_or_not(string path) =>
        Assert.Equal("image-outside-workspace", CodeOf(path.Replace("{workspace}", Workspace)));

    [Theory]
    [InlineData("datasets/missing.png")]
    [InlineData("datasets")]
    [InlineData(".")]
    public void What_is_no_file_is_said_to_be_missing(string path) => Assert.Equal("image-not-found", CodeOf(path));

    [Theory]
    [InlineData(".")]
    [InlineData("datasets/")]
    [InlineData("{workspace}")]
    public void A_folder_may_be_the_workspace_itself(string path) =>
        Assert.True(Directory.Exists(WorkspacePath.ResolveFolder(Workspace, path.Replace("{workspace}", Workspace))));

    [Theory]
    [InlineData("out", "image-outside-workspace")]
    [InlineData("..", "image-outside-workspace")]
    [InlineData("{workspace}-two", "image-outside-workspace")]
    [InlineData("nowhere", "folder-not-found")]
    [InlineData("datasets/a.png", "folder-not-found")]
    public void A_folder_outside_or_missing_is_refused(string path, string code) =>
        Assert.Equal(code, Assert.Throws<ProblemException>(
            () => WorkspacePath.ResolveFolder(Workspace, path.Replace("{workspace}", Workspace))).Kind.Code);

    private string CodeOf(string path) =>
        Assert.Throws<ProblemException>(() => WorkspacePath.ResolveFile(Workspace, path)).Kind.Code;
}
