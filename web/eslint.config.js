import js from '@eslint/js';
import a11y from 'eslint-plugin-jsx-a11y';
import hooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** The files of a feature that the other features may import. Everything else is behind its wall. */
const faces = {
    access: ['use-session'],
    assets: ['asset-label', 'asset-picker', 'asset-thumbnail'],
    captions: [],
    jobs: ['intake', 'priority', 'stage-bar'],
    operations: [],
    search: [],
};

const features = Object.keys(faces);

/** Forbids what a file may not import; `paths` are gitignore-style patterns of module names. */
const wall = (files, paths, message) => ({
    files: files.map((folder) => `src/${folder}/**/*.{ts,tsx}`),
    ignores: ['**/*.test.{ts,tsx}'],
    rules: { 'no-restricted-imports': ['error', { patterns: [{ group: paths, message }] }] },
});

const othersBehindTheWall = (feature) =>
    features
        .filter((other) => other !== feature)
        .flatMap((other) => [
            `@/features/${other}/**`,
            ...faces[other].map((face) => `!@/features/${other}/${face}`),
        ]);

export default tseslint.config(
    { ignores: ['dist', 'node_modules'] },
    js.configs.recommended,
    ...tseslint.configs.strictTypeChecked,
    a11y.flatConfigs.recommended,
    hooks.configs.flat['recommended-latest'],
    {
        languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
        rules: {
            '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
            // A wire type is named where its answer is read, though it appears once.
            '@typescript-eslint/no-unnecessary-type-parameters': 'off',
            '@typescript-eslint/no-unused-vars': [
                'error',
                { argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
            ],
            // `onClick={() => close()}` reads better than a block.
            '@typescript-eslint/no-confusing-void-expression': 'off',
            '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
            '@typescript-eslint/only-throw-error': [
                'error',
                { allow: [{ from: 'package', package: '@tanstack/router-core', name: 'Redirect' }] },
            ],
            'no-restricted-globals': ['error', { name: 'fetch', message: 'Requests go through lib/http.' }],
        },
    },
    {
        files: ['src/lib/http.ts', 'src/testing/**', '**/*.test.{ts,tsx}'],
        rules: { 'no-restricted-globals': 'off' },
    },
    { files: ['**/*.js'], ...tseslint.configs.disableTypeChecked },
    {
        files: ['public/*.js'],
        languageOptions: {
            globals: { document: 'readonly', localStorage: 'readonly', matchMedia: 'readonly' },
        },
    },
    ...features.map((feature) =>
        wall(
            [`features/${feature}`],
            ['../**', '@/app/**', ...othersBehindTheWall(feature)],
            'A feature imports lib, components and the faces of other features (see eslint.config.js).',
        ),
    ),
    wall(['components', 'lib'], ['../**', '@/app/**', '@/features/**'], 'The ground floor knows no feature.'),
);
