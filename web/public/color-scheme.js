// Runs before the first paint, so that a dark page never flashes white. A file of its own: no inline script is needed.
(() => {
    let wanted = 'auto';
    try {
        wanted = localStorage.getItem('suite-color-scheme') || wanted;
    } catch {
        // Storage is forbidden here: the system's choice stands.
    }
    const dark = wanted === 'auto' ? matchMedia('(prefers-color-scheme: dark)').matches : wanted === 'dark';
    document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
    // The ground that is shown until the style sheets are there.
    document.querySelector('meta[name="color-scheme"]').content = dark ? 'dark' : 'light';
})();
